using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

// TokenReference = User (id) | App (id) | Other (type × id) | None

/// <summary>Whom a token stands for: the <c>ref</c> of the reply (PODIO 3.5, 7.12).</summary>
public abstract record TokenReference
{
    private const string UserType = "user";
    private const string AppType = "app";

    private protected TokenReference()
    {
    }

    /// <summary>The reply had no reference, or one that says nothing usable.</summary>
    public static TokenReference None { get; } = new NoReference();

    /// <summary>A Podio user.</summary>
    public static TokenReference User(long id) => new UserReference(id);

    /// <summary>A Podio app.</summary>
    public static TokenReference App(long id) => new AppReference(id);

    /// <summary>The reference that a type and an id stand for: the one way to <see cref="OtherReference"/>.</summary>
    /// <param name="type">The type, compared exactly: <c>user</c>, <c>app</c>, or any other. Null or empty gives <see cref="None"/>.</param>
    /// <param name="id">The id as text. A user's or an app's is a whole number of 64 bits; any other text there gives <see cref="None"/>.</param>
    public static TokenReference Create(string? type, string? id) => type switch
    {
        null or "" => None,
        _ when string.IsNullOrEmpty(id) => None,
        UserType => TryId(id, out var user) ? User(user) : None,
        AppType => TryId(id, out var app) ? App(app) : None,
        _ => new OtherReference(type, id),
    };

    /// <summary>The same with the id in UTF-8, as it stands in a reply: a user's or an app's never becomes a text.</summary>
    internal static TokenReference CreateFromUtf8(string? type, ReadOnlySpan<byte> id) => type switch
    {
        UserType => TryId(id, out var user) ? User(user) : None,
        AppType => TryId(id, out var app) ? App(app) : None,
        _ => Create(type, Encoding.UTF8.GetString(id)),
    };

    /// <summary>Runs the function of the case that this reference is.</summary>
    public T Match<T>(
        Func<UserReference, T> user, Func<AppReference, T> app, Func<OtherReference, T> other, Func<NoReference, T> none) =>
        Dispatch(user, app, other, none);

    private protected abstract T Dispatch<T>(
        Func<UserReference, T> user, Func<AppReference, T> app, Func<OtherReference, T> other, Func<NoReference, T> none);

    private static bool TryId(string id, out long number) =>
        long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && id[^1] != '\0'; // TryParse overlooks a NUL at the end.

    private static bool TryId(ReadOnlySpan<byte> id, out long number) =>
        long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}

/// <summary>The case of <see cref="TokenReference.User"/>.</summary>
/// <param name="Id">The user's id.</param>
public sealed record UserReference(long Id) : TokenReference
{
    private protected override T Dispatch<T>(
        Func<UserReference, T> user, Func<AppReference, T> app, Func<OtherReference, T> other, Func<NoReference, T> none) => user(this);
}

/// <summary>The case of <see cref="TokenReference.App"/>.</summary>
/// <param name="Id">The app's id.</param>
public sealed record AppReference(long Id) : TokenReference
{
    private protected override T Dispatch<T>(
        Func<UserReference, T> user, Func<AppReference, T> app, Func<OtherReference, T> other, Func<NoReference, T> none) => app(this);
}

/// <summary>A reference of a type that Podio does not document. Made by <see cref="TokenReference.Create"/> alone, so it is never a user or an app.</summary>
public sealed record OtherReference : TokenReference
{
    internal OtherReference(string type, string id) => (Type, Id) = (type, id);

    /// <summary>The type as the server wrote it.</summary>
    public string Type { get; }

    /// <summary>The id as the server wrote it.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Type = ").Append(Printable.PlainOrLength(Type)).Append(", Id = ").Append(Printable.PlainOrLength(Id));
        return true;
    }

    private protected override T Dispatch<T>(
        Func<UserReference, T> user, Func<AppReference, T> app, Func<OtherReference, T> other, Func<NoReference, T> none) => other(this);
}

/// <summary>The case of <see cref="TokenReference.None"/>.</summary>
public sealed record NoReference : TokenReference
{
    internal NoReference()
    {
    }

    private protected override T Dispatch<T>(
        Func<UserReference, T> user, Func<AppReference, T> app, Func<OtherReference, T> other, Func<NoReference, T> none) => none(this);
}
