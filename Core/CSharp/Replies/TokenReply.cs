using System.Text.Json;
using System.Text.Unicode;
using LanguageExt;

namespace PodioOAuth.Functional;

// Parse : HttpReply → Either<OAuthError, Token>      total: any status, any bytes

/// <summary>Parses replies of the token endpoint.</summary>
public static class TokenReply
{
    /// <summary>Returns the token in a reply, or which error the reply is. Pure; never throws, whatever the status and the bytes.</summary>
    /// <remarks>
    /// <para>The status decides first: 5xx is <see cref="UnavailableError"/> and 420 or 429 <see cref="RateLimitedError"/> whatever the
    /// body, a redirect is <see cref="MalformedReplyError"/>, and only 2xx can contain a token. The content type is ignored (PODIO
    /// 3.12).</para>
    /// <para>Strict, and malformed: a token outside VSCHAR or sent twice, a token type other than bearer, an <c>error</c> together with a
    /// token, two values of one member, more than 64 levels of nesting, a body over 1 MiB. Tolerant, because losing a token over a label
    /// helps nobody: an unreadable or empty lifetime, reference, scope or type counts as absent, and a repeated one with the same value
    /// counts once; a refresh token that is empty or over 16,384 characters, and a <c>server_nonce</c> that
    /// <see cref="SecondFactorRequest"/> can't send back, count as absent; <c>expires_in</c> may be a string (PODIO 3.4), is rounded down,
    /// and limited to 100 years; an <c>error</c> of null, false, 0, <c>[]</c> or <c>""</c> counts as none; a byte order mark, unknown
    /// members (PODIO 3.7), and invalid UTF-8 in them are ignored.</para>
    /// </remarks>
    /// <param name="reply">The reply.</param>
    public static Either<OAuthError, Token> Parse(HttpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.Status is >= 200 and <= 299 ? ParseSuccess(reply) : ErrorReply.Parse(reply);
    }

    private static Either<OAuthError, Token> ParseSuccess(HttpReply reply)
    {
        var members = new ReplyMembers();
        if (JsonObjectReader.Read(reply, ref members) is { } problem)
        {
            return Malformed(reply, problem);
        }

        if (members.Error is not null || members.IsErrorUnreadable)
        {
            return members.AccessToken is null
                ? ErrorReply.OfSuccess(reply, members)
                : Malformed(reply, new("$.error", MalformedReplyProblem.Contradictory));
        }

        if (members is { AccessToken: null, ServerNonce: { } nonce })
        {
            return OAuthError.SecondFactorRequired(ReplyFactsReader.Read(reply), new SecondFactorChallenge(new Secret(nonce)));
        }

        return members.AccessToken is null
            ? Malformed(reply, new("$.access_token", MalformedReplyProblem.Missing))
            : members.ToToken();
    }

    private static OAuthError Malformed(HttpReply reply, ReplyProblem problem) =>
        OAuthError.MalformedReply(ReplyFactsReader.Read(reply), problem.Where, problem.Problem);
}

/// <summary>Reads the body of a reply as one JSON object into <see cref="ReplyMembers"/>, and reports what prevents it.</summary>
internal static class JsonObjectReader
{
    private const int DeepestNesting = 64;
    private const string WholeBody = "$";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    internal static ReplyProblem? Read(HttpReply reply, ref ReplyMembers members)
    {
        if (reply.IsBodyTooLarge || reply.AsMemory().Length > HttpReply.MaxBodyBytes)
        {
            return Whole(MalformedReplyProblem.TooLarge);
        }

        var body = reply.AsMemory().Span;
        body = body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        var start = 0;
        while (start < body.Length && body[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++; // Usually there is none, and a search would cost more.
        }

        if (start == body.Length)
        {
            return Whole(MalformedReplyProblem.Empty);
        }

        if (body[start] == '<')
        {
            return Whole(MalformedReplyProblem.Html);
        }

        // The reader accepts invalid UTF-8 within a string. It matters if that string is read, and if it is why the rest can't be read. In
        // an error it is replaced.
        return ReadObject(JsonLiterals.Cut(body), ref members) is { } problem
            ? problem.Where == WholeBody && !members.IsError && !Utf8.IsValid(body) ? Whole(MalformedReplyProblem.NotUtf8) : problem
            : null;
    }

    private static ReplyProblem? ReadObject(ReadOnlySpan<byte> body, ref ReplyMembers members)
    {
        var reader = new Utf8JsonReader(body); // The reader's own limit is the maximum depth.
        var isWhole = false;
        try
        {
            if (reader.Read() && reader.TokenType != JsonTokenType.StartObject)
            {
                return Whole(MalformedReplyProblem.NotAnObject);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = ReplyMemberNames.Identify(reader);
                reader.Read();
                if (members.Take(member, ref reader, out var where) is { } problem)
                {
                    return new ReplyProblem(ReplyMemberNames.PathOf(where), problem);
                }
            }

            isWhole = true;
            reader.Read(); // Throws if there is more.
            return null;
        }
        catch (JsonException)
        {
            return Whole(isWhole ? MalformedReplyProblem.TrailingData : Diagnose(body));
        }
    }

    // The reader says only that it failed. Reading again as if more data followed distinguishes a truncated body from invalid syntax.
    private static MalformedReplyProblem Diagnose(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(
            body, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = DeepestNesting + 1 }));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= DeepestNesting)
                {
                    return MalformedReplyProblem.TooDeep;
                }
            }

            return MalformedReplyProblem.Truncated;
        }
        catch (JsonException)
        {
            return MalformedReplyProblem.NotJson;
        }
    }

    private static ReplyProblem Whole(MalformedReplyProblem problem) => new(WholeBody, problem);
}

/// <summary>Reads a JSON string or name that may contain a lone surrogate or invalid UTF-8. The reader throws for both, and a body has room
/// for 100,000 of them.</summary>
internal static class JsonText
{
    /// <summary>Returns the string or name at the reader's position; null if it can't be read.</summary>
    internal static string? Read(in Utf8JsonReader reader) => IsReadable(reader) ? reader.GetString() : null;

    /// <summary>Returns whether the string or name at the reader's position equals this one. A lone surrogate equals nothing.</summary>
    internal static bool Is(in Utf8JsonReader reader, ReadOnlySpan<byte> expected) =>
        reader.ValueIsEscaped
            ? IsReadable(reader) && reader.ValueTextEquals(expected)
            : reader.ValueSpan.SequenceEqual(expected);

    private static bool IsReadable(in Utf8JsonReader reader) =>
        Utf8.IsValid(reader.ValueSpan) && (!reader.ValueIsEscaped || HasWholePairs(reader.ValueSpan));

    // Each escaped high surrogate is followed by an escaped low surrogate, and no low surrogate appears elsewhere.
    private static bool HasWholePairs(ReadOnlySpan<byte> escaped)
    {
        var isHalf = false;
        while (escaped.IndexOf((byte)'\\') is >= 0 and var at)
        {
            var (unit, length) = JsonEscape.Read(escaped[at..]);
            if (isHalf != char.IsLowSurrogate(unit) || (isHalf && at > 0))
            {
                return false;
            }

            isHalf = char.IsHighSurrogate(unit);
            escaped = escaped[(at + length)..];
        }

        return !isHalf;
    }
}
