using System.Globalization;

namespace PodioOAuth.Functional;

// ScopeItem = (Global | User | Org (id?) | Space (id?) | App (id?)) × ScopePermission

/// <summary>One pair of a scope: a permission, and what it is for (PODIO 2.14), such as <c>space_42:write</c>.</summary>
/// <remarks>Immutable, with value equality. Every one that exists is one of Podio's. Without an id, the user picks the organisations,
/// spaces or apps on Podio's page.</remarks>
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

    /// <summary>What the permission is for.</summary>
    public ScopeArea Area { get; }

    /// <summary>The id of the one organisation, space or app, a positive integer; or null.</summary>
    public long? Id { get; }

    /// <summary>What may be done.</summary>
    public ScopePermission Permission { get; }

    /// <summary><c>global:</c> and the permission.</summary>
    /// <param name="permission">What may be done.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such permission.</exception>
    public static ScopeItem Global(ScopePermission permission) => new(ScopeArea.Global, id: null, permission);

    /// <summary><c>user:</c> and the permission.</summary>
    /// <param name="permission">What may be done.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such permission.</exception>
    public static ScopeItem User(ScopePermission permission) => new(ScopeArea.User, id: null, permission);

    /// <summary><c>org:</c> or <c>org_ID:</c> and the permission.</summary>
    /// <param name="permission">What may be done.</param>
    /// <param name="id">The id of the organisation, a positive integer; null where the user picks.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such permission, or the id is below 1.</exception>
    public static ScopeItem Org(ScopePermission permission, long? id = null) => new(ScopeArea.Org, id, permission);

    /// <summary><c>space:</c> or <c>space_ID:</c> and the permission.</summary>
    /// <param name="permission">What may be done.</param>
    /// <param name="id">The id of the space, a positive integer; null where the user picks.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such permission, or the id is below 1.</exception>
    public static ScopeItem Space(ScopePermission permission, long? id = null) => new(ScopeArea.Space, id, permission);

    /// <summary><c>app:</c> or <c>app_ID:</c> and the permission.</summary>
    /// <param name="permission">What may be done.</param>
    /// <param name="id">The id of the app, a positive integer; null where the user picks.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such permission, or the id is below 1.</exception>
    public static ScopeItem App(ScopePermission permission, long? id = null) => new(ScopeArea.App, id, permission);

    /// <summary>Whether this pair is known to include another, by the names alone (PODIO 2.15).</summary>
    /// <remarks>
    /// <para>A permission includes itself, and <see cref="ScopePermission.All"/> every other. <c>global</c> includes <c>org</c>,
    /// <c>space</c> and <c>app</c>, with an id or without; <c>org</c> without an id includes <c>space</c> and <c>app</c> without one, and
    /// <c>space</c> so <c>app</c>; <c>user</c> includes itself only.</para>
    /// <para>False means "not known", not "no": which space is in which organisation, and what a user picked, is Podio's knowledge.</para>
    /// </remarks>
    /// <param name="other">The pair to look for.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool Covers(ScopeItem other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Permission == ScopePermission.All || Permission == other.Permission) && CoversPlaceOf(other);
    }

    /// <summary>The pair as Podio writes it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ScopeText.Of(Area)}{(Id is null ? "" : "_")}{Id}:{ScopeText.Of(Permission)}");

    /// <summary>The pair of an area that may carry an id or may not: for what was read.</summary>
    internal static ScopeItem Of(ScopeArea area, long? id, ScopePermission permission) => new(area, id, permission);

    private bool CoversPlaceOf(ScopeItem other) => (Area, other.Area) switch
    {
        (ScopeArea.User, _) or (_, ScopeArea.User) => Area == other.Area,
        (ScopeArea.Global, _) => true,
        _ => Id == other.Id && (Id is null ? Area <= other.Area : Area == other.Area),
    };
}

/// <summary>What a permission is for (PODIO 2.14).</summary>
public enum ScopeArea
{
    /// <summary><c>global</c>: every organisation, and all that is in it.</summary>
    Global = 0,

    /// <summary><c>user</c>: the user's own account. Part of no other area (PODIO 2.15).</summary>
    User,

    /// <summary><c>org</c>: organisations.</summary>
    Org,

    /// <summary><c>space</c>: workspaces.</summary>
    Space,

    /// <summary><c>app</c>: apps.</summary>
    App,
}

/// <summary>What may be done within a scope (PODIO 2.14).</summary>
public enum ScopePermission
{
    /// <summary><c>read</c></summary>
    Read = 0,

    /// <summary><c>write</c></summary>
    Write,

    /// <summary><c>delete</c></summary>
    Delete,

    /// <summary><c>all</c>: the three others together.</summary>
    All,
}
