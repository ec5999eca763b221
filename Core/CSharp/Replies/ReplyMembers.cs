using System.Text;
using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>What has been read of a reply so far. Reading a member gives what is wrong with it, or null.</summary>
internal struct ReplyMembers
{
    internal const string GlobalAll = "global:all";

    private const string Bearer = "bearer";

    private ReplyMember _seen;
    private string? _tokenType;
    private TimeSpan? _lifetime;
    private string? _refreshToken;
    private TokenReference? _reference;
    private string? _scope;

    /// <summary>The status is one of error: then token members are skipped unread, for such a reply never gives a token.</summary>
    internal bool IsError { get; init; }

    internal string? AccessToken { get; private set; }

    internal string? ServerNonce { get; private set; }

    internal string? Error { get; private set; }

    internal string? ErrorDetail { get; private set; }

    internal string? ErrorDescription { get; private set; }

    internal readonly string? Scope => _scope;

    internal readonly Token ToToken() => new(
        new Secret(AccessToken!),
        _tokenType ?? Bearer,
        _lifetime,
        _refreshToken is null ? null : new Secret(_refreshToken),
        _reference ?? TokenReference.None,
        _scope);

    /// <summary>Reads the value of a member, on which the reader stands, and leaves the reader at its end.</summary>
    internal MalformedReplyProblem? Take(ReplyMember member, ref Utf8JsonReader reader, out ReplyMember where)
    {
        where = member;
        if (member == ReplyMember.Unknown || (IsError && member < ReplyMember.Error))
        {
            reader.Skip();
            return null;
        }

        if ((_seen & member) != 0)
        {
            return MalformedReplyProblem.Duplicate;
        }

        _seen |= member;
        return member switch
        {
            ReplyMember.AccessToken => Take(TokenText.Read(ref reader, out var text), AccessToken = text),
            ReplyMember.RefreshToken => TakeRefreshToken(ref reader),
            ReplyMember.TokenType => TakeTokenType(ref reader),
            ReplyMember.ExpiresIn => LifetimeReader.Read(ref reader, out _lifetime),
            ReplyMember.Reference => ReferenceReader.Read(ref reader, out _reference, out where),
            ReplyMember.Scope => Take(null, _scope = ReadScope(ref reader)),
            ReplyMember.ServerNonce => Take(null, ServerNonce = ReadLoose(ref reader)),
            ReplyMember.Error => TakeError(ref reader),
            ReplyMember.ErrorDetail => Take(null, ErrorDetail = ReadLoose(ref reader)),
            _ => Take(null, ErrorDescription = ReadLoose(ref reader)),
        };
    }

    private static MalformedReplyProblem? Take(MalformedReplyProblem? problem, string? _) => problem;

    private MalformedReplyProblem? TakeRefreshToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty)
        {
            return null; // An empty one is unusable, but no reason to lose the access token.
        }

        var problem = TokenText.Read(ref reader, out var text);
        _refreshToken = text;
        return problem;
    }

    private MalformedReplyProblem? TakeTokenType(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String when JsonText.Is(reader, "bearer"u8):
                _tokenType = Bearer;
                return null;
            case JsonTokenType.String when JsonText.TryRead(reader, out var text):
                _tokenType = text;
                return text.Equals(Bearer, StringComparison.OrdinalIgnoreCase) ? null : MalformedReplyProblem.UnsupportedTokenType;
            default:
                return MalformedReplyProblem.WrongType;
        }
    }

    private MalformedReplyProblem? TakeError(ref Utf8JsonReader reader)
    {
        Error = reader.TokenType == JsonTokenType.Number ? Encoding.ASCII.GetString(reader.ValueSpan) : ReadLoose(ref reader);
        return Error is null && reader.TokenType is not (JsonTokenType.Null or JsonTokenType.String) ? MalformedReplyProblem.WrongType : null;
    }

    private static string? ReadScope(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && JsonText.Is(reader, "global:all"u8) ? GlobalAll : ReadLoose(ref reader);

    // A text that is not empty; anything else there counts as absent: it is a label, and losing a reply over a label helps nobody.
    private static string? ReadLoose(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return JsonText.TryRead(reader, out var text) && text.Length > 0 ? text : null;
        }

        reader.Skip();
        return null;
    }
}
