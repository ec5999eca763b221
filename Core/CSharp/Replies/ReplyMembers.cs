using System.Text;
using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>The members of a reply that have been read so far. Reading a member returns the problem with it, or null.</summary>
/// <remarks>Tokens and the challenge are secrets: an unreadable or repeated one is malformed. A refresh token or a challenge that can't be
/// sent back counts as absent. Everything else is a label, which never costs a token: an unreadable or empty one counts as absent, and a
/// repeated one with the same value counts once. Two different values are malformed, because it is unknown which one applies.</remarks>
internal struct ReplyMembers
{
    internal const string GlobalAll = "global:all";

    private ReplyMember _seen;
    private string? _tokenType;
    private TimeSpan? _lifetime;
    private string? _refreshToken;
    private TokenReference? _reference;
    private string? _scope;

    /// <summary>Whether the status is an error: token members are then skipped unread, because such a reply never gives a token.</summary>
    internal bool IsError { get; init; }

    internal string? AccessToken { get; private set; }

    internal string? ServerNonce { get; private set; }

    internal string? Error { get; private set; }

    /// <summary>Whether there is a meaningful <c>error</c> that is neither text nor a number.</summary>
    internal bool IsErrorUnreadable { get; private set; }

    internal string? ErrorDetail { get; private set; }

    internal string? ErrorDescription { get; private set; }

    internal readonly string? Scope => _scope;

    internal readonly Token ToToken() => new(
        new Secret(AccessToken!),
        _tokenType ?? TokenTypeText.Bearer,
        _lifetime,
        _refreshToken is null ? null : new Secret(_refreshToken),
        _reference ?? TokenReference.None,
        _scope);

    /// <summary>Reads the value of the member at the reader's position, and leaves the reader at the end of the value.</summary>
    internal MalformedReplyProblem? Take(ReplyMember member, ref Utf8JsonReader reader, out ReplyMember where)
    {
        where = member;
        if (member == ReplyMember.Unknown || (IsError && member < ReplyMember.Error))
        {
            reader.Skip();
            return null;
        }

        var isAgain = (_seen & member) != 0;
        if (isAgain && (member & ReplyMember.Secrets) != 0)
        {
            return MalformedReplyProblem.Duplicate;
        }

        _seen |= member;
        switch (member)
        {
            case ReplyMember.AccessToken:
                var problem = TokenText.Read(ref reader, out var text);
                AccessToken = text;
                return problem;
            case ReplyMember.RefreshToken:
                return TakeRefreshToken(ref reader);
            case ReplyMember.ServerNonce:
                ServerNonce = ReadLoose(ref reader) is { } nonce && SecondFactorChallenge.CanBeAnswered(nonce) ? nonce : null;
                return null;
            case ReplyMember.TokenType:
                return TakeTokenType(ref reader);
            case ReplyMember.ExpiresIn:
                return Same(isAgain, _lifetime, _lifetime = LifetimeReader.Read(ref reader));
            case ReplyMember.Reference:
                var reference = _reference;
                return ReferenceReader.Read(ref reader, out _reference, out where) ?? Same(isAgain, reference, _reference);
            case ReplyMember.Scope:
                return Same(isAgain, _scope, _scope = ReadScope(ref reader));
            case ReplyMember.Error:
                var error = (Error, IsErrorUnreadable);
                return TakeError(ref reader) ?? Same(isAgain, error, (Error, IsErrorUnreadable));
            case ReplyMember.ErrorDetail:
                return Same(isAgain, ErrorDetail, ErrorDetail = ReadLoose(ref reader));
            default:
                return Same(isAgain, ErrorDescription, ErrorDescription = ReadLoose(ref reader));
        }
    }

    private static MalformedReplyProblem? Same<T>(bool isAgain, T before, T now) =>
        isAgain && !EqualityComparer<T>.Default.Equals(before, now) ? MalformedReplyProblem.Duplicate : null;

    private MalformedReplyProblem? TakeRefreshToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty)
        {
            return null; // An empty one is unusable, but that doesn't cost the access token.
        }

        var problem = TokenText.Read(ref reader, out var text);
        _refreshToken = text is not null && TokenText.FitsInRequest(text) ? text : null;
        return problem;
    }

    // Podio has one token type: a repeated value is either the same or different.
    private MalformedReplyProblem? TakeTokenType(ref Utf8JsonReader reader)
    {
        var type = reader.TokenType == JsonTokenType.String && JsonText.Is(reader, "bearer"u8)
            ? TokenTypeText.Bearer
            : TokenTypeText.Read(ReadLoose(ref reader));
        _tokenType ??= type;
        return type is null ? MalformedReplyProblem.UnsupportedTokenType : null;
    }

    private MalformedReplyProblem? TakeError(ref Utf8JsonReader reader)
    {
        var isNone = IsError ? reader.TokenType is JsonTokenType.Null or JsonTokenType.String : SaysNoError(reader);
        Error = reader.TokenType == JsonTokenType.Number && !isNone ? Encoding.ASCII.GetString(reader.ValueSpan) : ReadLoose(ref reader);
        IsErrorUnreadable = Error is null && !isNone;
        return IsError && IsErrorUnreadable ? MalformedReplyProblem.WrongType : null;
    }

    // Next to a token, null, false, zero, an empty string and an empty array all mean that there is no error. By value: this looks one step
    // ahead.
    private static bool SaysNoError(Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null or JsonTokenType.False => true,
        JsonTokenType.String => reader.ValueSpan.IsEmpty,
        JsonTokenType.Number => IsZero(reader.ValueSpan),
        JsonTokenType.StartArray => reader.Read() && reader.TokenType == JsonTokenType.EndArray,
        _ => false,
    };

    // Judged by its digits: a number that is too small for a double isn't zero.
    private static bool IsZero(ReadOnlySpan<byte> number)
    {
        var digit = number.IndexOfAnyExcept("-.0"u8);
        return digit < 0 || number[digit] is (byte)'e' or (byte)'E';
    }

    private readonly string? ReadScope(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && JsonText.Is(reader, "global:all"u8) ? GlobalAll : ReadLoose(ref reader);

    // Anything but a string counts as absent too. An error's description may be Latin-1, so invalid UTF-8 is replaced.
    private readonly string? ReadLoose(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return JsonText.Read(reader) is { } text ? LabelText.Read(text)
                : IsError ? LabelText.Read(MendedText.OfJson(reader.ValueSpan))
                : null;
        }

        reader.Skip();
        return null;
    }
}

/// <summary>The members of a reply that are read (PODIO 3.1, 3.8, 4.1). Flags, so that one number records which were seen.</summary>
[Flags]
internal enum ReplyMember
{
    Unknown = 0,
    AccessToken = 1,
    TokenType = 2,
    ExpiresIn = 4,
    RefreshToken = 8,
    Reference = 16,
    Scope = 32,
    ServerNonce = 64,
    Error = 128,
    ErrorDetail = 256,
    ErrorDescription = 512,
    ReferenceType = 1024,
    ReferenceId = 2048,
    Secrets = AccessToken | RefreshToken | ServerNonce,
}

internal static class ReplyMemberNames
{
    private static readonly (ReplyMember Member, string Name, string Path)[] All =
    [
        (ReplyMember.AccessToken, "access_token", "$.access_token"),
        (ReplyMember.TokenType, "token_type", "$.token_type"),
        (ReplyMember.ExpiresIn, "expires_in", "$.expires_in"),
        (ReplyMember.RefreshToken, "refresh_token", "$.refresh_token"),
        (ReplyMember.Reference, "ref", "$.ref"),
        (ReplyMember.Scope, "scope", "$.scope"),
        (ReplyMember.ServerNonce, "server_nonce", "$.server_nonce"),
        (ReplyMember.Error, "error", "$.error"),
        (ReplyMember.ErrorDetail, "error_detail", "$.error_detail"),
        (ReplyMember.ErrorDescription, "error_description", "$.error_description"),
        (ReplyMember.ReferenceType, "type", "$.ref.type"),
        (ReplyMember.ReferenceId, "id", "$.ref.id"),
    ];

    internal static string PathOf(ReplyMember member) => Array.Find(All, entry => entry.Member == member).Path;

    /// <summary>Returns which member of the object a property name denotes. Compared by length first, which distinguishes most
    /// names.</summary>
    internal static ReplyMember Identify(in Utf8JsonReader reader) => reader.ValueIsEscaped
        ? IdentifyEscaped(reader)
        : reader.ValueSpan.Length switch
        {
            3 when reader.ValueSpan.SequenceEqual("ref"u8) => ReplyMember.Reference,
            5 when reader.ValueSpan.SequenceEqual("scope"u8) => ReplyMember.Scope,
            5 when reader.ValueSpan.SequenceEqual("error"u8) => ReplyMember.Error,
            10 when reader.ValueSpan.SequenceEqual("expires_in"u8) => ReplyMember.ExpiresIn,
            10 when reader.ValueSpan.SequenceEqual("token_type"u8) => ReplyMember.TokenType,
            12 when reader.ValueSpan.SequenceEqual("access_token"u8) => ReplyMember.AccessToken,
            12 when reader.ValueSpan.SequenceEqual("server_nonce"u8) => ReplyMember.ServerNonce,
            12 when reader.ValueSpan.SequenceEqual("error_detail"u8) => ReplyMember.ErrorDetail,
            13 when reader.ValueSpan.SequenceEqual("refresh_token"u8) => ReplyMember.RefreshToken,
            17 when reader.ValueSpan.SequenceEqual("error_description"u8) => ReplyMember.ErrorDescription,
            _ => ReplyMember.Unknown,
        };

    /// <summary>Returns which member of <c>ref</c> a property name denotes.</summary>
    internal static ReplyMember IdentifyInReference(in Utf8JsonReader reader) =>
        JsonText.Is(reader, "type"u8) ? ReplyMember.ReferenceType
        : JsonText.Is(reader, "id"u8) ? ReplyMember.ReferenceId
        : ReplyMember.Unknown;

    private static ReplyMember IdentifyEscaped(in Utf8JsonReader reader) => JsonText.Read(reader) is { } text
        ? Array.Find(All, entry => entry.Member < ReplyMember.ReferenceType && entry.Name == text).Member
        : ReplyMember.Unknown;
}
