using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PodioOAuth.Functional;

// TokenReference = User (id) | App (id) | Other (type × id) | None

/// <summary>The owner of a token: the <c>ref</c> of the reply (PODIO 3.5, 7.12).</summary>
public abstract record TokenReference
{
    private const string UserType = "user";
    private const string AppType = "app";

    private protected TokenReference()
    {
    }

    /// <summary>The reply has no reference, or an unusable one.</summary>
    public static TokenReference None { get; } = new NoReference();

    /// <summary>A Podio user.</summary>
    public static TokenReference User(long id) => new UserReference(id);

    /// <summary>A Podio app.</summary>
    public static TokenReference App(long id) => new AppReference(id);

    /// <summary>Creates the reference for a type and an ID: the only way to create an <see cref="OtherReference"/>.</summary>
    /// <param name="type">The type, compared exactly: <c>user</c>, <c>app</c>, or any other. Null or empty gives
    /// <see cref="None"/>.</param>
    /// <param name="id">The ID as text. For a user or an app, a 64-bit integer; any other text gives <see cref="None"/>.</param>
    public static TokenReference Create(string? type, string? id) => type switch
    {
        null or "" => None,
        _ when string.IsNullOrEmpty(id) => None,
        UserType => TryId(id, out var user) ? User(user) : None,
        AppType => TryId(id, out var app) ? App(app) : None,
        _ => new OtherReference(type, id),
    };

    /// <summary>Creates the reference for an ID in UTF-8, as it appears in a reply. The ID of a user or an app is never converted to a
    /// string.</summary>
    internal static TokenReference CreateFromUtf8(string? type, ReadOnlySpan<byte> id) => type switch
    {
        UserType => TryId(id, out var user) ? User(user) : None,
        AppType => TryId(id, out var app) ? App(app) : None,
        _ => Create(type, Encoding.UTF8.GetString(id)),
    };

    /// <summary>Calls the function for this reference's case.</summary>
    public T Match<T>(
        Func<UserReference, T> user, Func<AppReference, T> app, Func<OtherReference, T> other, Func<NoReference, T> none) =>
        Dispatch(new Cases<T>(user, app, other, none));

    /// <summary>Returns type and ID, such as <c>user 2043311</c>, independent of the culture; <c>none</c> for no reference. A server's text
    /// is printed only if it is plain.</summary>
    public sealed override string ToString() => Match(
        user: it => string.Create(CultureInfo.InvariantCulture, $"{UserType} {it.Id}"),
        app: it => string.Create(CultureInfo.InvariantCulture, $"{AppType} {it.Id}"),
        other: it => $"{Printable.PlainOrLength(it.Type)} {Printable.PlainOrLength(it.Id)}",
        none: _ => "none");

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<UserReference, T> User, Func<AppReference, T> App, Func<OtherReference, T> Other, Func<NoReference, T> None);

    private static bool TryId(string id, out long number) =>
        long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && id[^1] != '\0'; // TryParse ignores a trailing NUL.

    private static bool TryId(ReadOnlySpan<byte> id, out long number) =>
        long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}

/// <summary>A reference to a user.</summary>
public sealed record UserReference : TokenReference
{
    internal UserReference(long id) => Id = id;

    /// <summary>The user ID.</summary>
    public long Id { get; init; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.User(this);
}

/// <summary>A reference to an app.</summary>
public sealed record AppReference : TokenReference
{
    internal AppReference(long id) => Id = id;

    /// <summary>The app ID.</summary>
    public long Id { get; init; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.App(this);
}

/// <summary>A reference of a type that Podio doesn't document. Created only by <see cref="TokenReference.Create"/>, so it is never a user
/// or an app.</summary>
public sealed record OtherReference : TokenReference
{
    internal OtherReference(string type, string id) => (Type, Id) = (type, id);

    /// <summary>The type as the server wrote it.</summary>
    public string Type { get; }

    /// <summary>The ID as the server wrote it.</summary>
    public string Id { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Other(this);
}

/// <summary>Represents the absence of a reference.</summary>
public sealed record NoReference : TokenReference
{
    internal NoReference()
    {
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.None(this);
}

/// <summary>Reads <c>ref</c> (PODIO 3.5, 7.12): an ID as a number or string, exact to 64 bits. An unusable one counts as no reference, not
/// as an error.</summary>
internal static class ReferenceReader
{
    internal static MalformedReplyProblem? Read(ref Utf8JsonReader reader, out TokenReference? reference, out ReplyMember where)
    {
        reference = TokenReference.None;
        where = ReplyMember.Reference;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? type = null, id = null;
        ReadOnlySpan<byte> number = default; // A numeric ID as sent; converted to a string only if needed.
        var seen = ReplyMember.Unknown;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = ReplyMemberNames.IdentifyInReference(reader);
            reader.Read();
            var before = (seen & member) == 0 ? null : ValueOf(member, type, id, number);
            switch (member)
            {
                case ReplyMember.ReferenceType:
                    type = ReadType(reader);
                    break;
                case ReplyMember.ReferenceId:
                    var isNumber = reader.TokenType == JsonTokenType.Number && !reader.ValueSpan.ContainsAny(".eE"u8);
                    number = isNumber ? reader.ValueSpan : default;
                    id = ReadText(reader);
                    break;
                default:
                    break;
            }

            if ((seen & member) != 0 && before != ValueOf(member, type, id, number))
            {
                where = member;
                return MalformedReplyProblem.Duplicate;
            }

            seen |= member;
            reader.Skip();
        }

        reference = number.IsEmpty ? TokenReference.Create(type, id) : TokenReference.CreateFromUtf8(type, number);
        return null;
    }

    private static string? ValueOf(ReplyMember member, string? type, string? id, ReadOnlySpan<byte> number) =>
        member == ReplyMember.ReferenceType ? type : number.IsEmpty ? id : Encoding.ASCII.GetString(number);

    private static string? ReadType(in Utf8JsonReader reader) => reader.TokenType != JsonTokenType.String ? null
        : JsonText.Is(reader, "user"u8) ? "user"
        : JsonText.Is(reader, "app"u8) ? "app"
        : JsonText.Read(reader);

    private static string? ReadText(in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? JsonText.Read(reader) : null;
}
