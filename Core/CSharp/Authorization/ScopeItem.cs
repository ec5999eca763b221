using System.Globalization;

namespace PodioOAuth.Functional;

// ScopeItem = (Global | User | Org (id?) | Space (id?) | App (id?)) × ScopePermission

/// <summary>One pair of a scope: an area and a permission (PODIO 2.14), such as <c>space_42:write</c>.</summary>
/// <remarks>Immutable, with value equality. Only valid pairs can be created. Without an ID, the user chooses the organizations, workspaces
/// or apps on Podio's page.</remarks>
public sealed record ScopeItem
{
    private ScopeItem(ScopeArea area, long? id, ScopePermission permission)
    {
        if (id is { } number)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number, nameof(id));
        }

        if (!Enum.IsDefined(permission))
        {
            throw new ArgumentOutOfRangeException(nameof(permission));
        }

        (Area, Id, Permission) = (area, id, permission);
    }

    /// <summary>The area that the permission applies to.</summary>
    public ScopeArea Area { get; }

    /// <summary>The ID of the organization, workspace or app, a positive integer; or null.</summary>
    public long? Id { get; }

    /// <summary>The permission.</summary>
    public ScopePermission Permission { get; }

    /// <summary>Creates <c>global:</c> with a permission.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The permission is undefined.</exception>
    public static ScopeItem Global(ScopePermission permission) => new(ScopeArea.Global, id: null, permission);

    /// <summary>Creates <c>user:</c> with a permission.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The permission is undefined.</exception>
    public static ScopeItem User(ScopePermission permission) => new(ScopeArea.User, id: null, permission);

    /// <summary>Creates <c>org:</c> or <c>org_ID:</c> with a permission.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="id">The ID of the organization, a positive integer; null if the user chooses.</param>
    /// <exception cref="ArgumentOutOfRangeException">The permission is undefined, or the ID is less than 1.</exception>
    public static ScopeItem Org(ScopePermission permission, long? id = null) => new(ScopeArea.Org, id, permission);

    /// <summary>Creates <c>space:</c> or <c>space_ID:</c> with a permission.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="id">The ID of the workspace, a positive integer; null if the user chooses.</param>
    /// <exception cref="ArgumentOutOfRangeException">The permission is undefined, or the ID is less than 1.</exception>
    public static ScopeItem Space(ScopePermission permission, long? id = null) => new(ScopeArea.Space, id, permission);

    /// <summary>Creates <c>app:</c> or <c>app_ID:</c> with a permission.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="id">The ID of the app, a positive integer; null if the user chooses.</param>
    /// <exception cref="ArgumentOutOfRangeException">The permission is undefined, or the ID is less than 1.</exception>
    public static ScopeItem App(ScopePermission permission, long? id = null) => new(ScopeArea.App, id, permission);

    /// <summary>Returns whether this pair is known to include another, judged by the names alone (PODIO 2.15).</summary>
    /// <remarks>
    /// <para>A permission includes itself, and <see cref="ScopePermission.All"/> includes every other. <c>global</c> includes <c>org</c>,
    /// <c>space</c> and <c>app</c>, with or without an ID; <c>org</c> without an ID includes <c>space</c> and <c>app</c> without one;
    /// <c>space</c> without an ID includes <c>app</c> without one; <c>user</c> includes only itself.</para>
    /// <para>False means "not known", not "no": only Podio knows which workspace belongs to which organization, and what a user
    /// chose.</para>
    /// </remarks>
    /// <param name="other">The pair to look for.</param>
    public bool Covers(ScopeItem other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Permission == ScopePermission.All || Permission == other.Permission) && CoversPlaceOf(other);
    }

    /// <summary>Returns the pair as Podio writes it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ScopeText.Of(Area)}{(Id is null ? "" : "_")}{Id}:{ScopeText.Of(Permission)}");

    /// <summary>Creates the pair for an area with an optional ID, from parsed input.</summary>
    internal static ScopeItem Of(ScopeArea area, long? id, ScopePermission permission) => new(area, id, permission);

    private bool CoversPlaceOf(ScopeItem other) => (Area, other.Area) switch
    {
        (ScopeArea.User, _) or (_, ScopeArea.User) => Area == other.Area,
        (ScopeArea.Global, _) => true,
        _ => Id == other.Id && (Id is null ? Area <= other.Area : Area == other.Area),
    };
}

/// <summary>The area that a permission applies to (PODIO 2.14).</summary>
public enum ScopeArea
{
    /// <summary><c>global</c>: every organization and everything in it.</summary>
    Global = 0,

    /// <summary><c>user</c>: the user's own account. Not part of any other area (PODIO 2.15).</summary>
    User,

    /// <summary><c>org</c>: organizations.</summary>
    Org,

    /// <summary><c>space</c>: workspaces.</summary>
    Space,

    /// <summary><c>app</c>: apps.</summary>
    App,
}

/// <summary>Specifies what a scope allows (PODIO 2.14).</summary>
public enum ScopePermission
{
    /// <summary><c>read</c></summary>
    Read = 0,

    /// <summary><c>write</c></summary>
    Write,

    /// <summary><c>delete</c></summary>
    Delete,

    /// <summary><c>all</c>: read, write and delete.</summary>
    All,
}
