using LanguageExt;

namespace PodioOAuth.Functional;

// Parse : HttpReply → Either<OAuthError, Token>      total: any status, any bytes

/// <summary>Reads replies of the token endpoint.</summary>
public static class TokenReply
{
    /// <summary>The largest body that is read, in bytes.</summary>
    internal const int LargestBody = 1024 * 1024;

    /// <summary>The token in a reply, or which error the reply is. Total and pure; never throws whatever the bytes are.</summary>
    /// <remarks>
    /// <para>The status decides first: 5xx is <see cref="UnavailableError"/> and 420 or 429 <see cref="RateLimitedError"/> whatever the body,
    /// a redirect is <see cref="MalformedReplyError"/>, and only 2xx can hold a token. The content type decides nothing (PODIO 3.12).</para>
    /// <para>Strict: a token outside VSCHAR, a known member twice, a token type other than bearer, nesting deeper than 64, a body over 1 MiB,
    /// bytes that are not UTF-8 are malformed. Tolerant: a byte order mark, <c>expires_in</c> as text (PODIO 3.4), a fraction (rounded down), a
    /// lifetime above 100 years (clamped), an unusable <c>ref</c> (none), unknown members (skipped and forgotten: PODIO 3.7).</para>
    /// </remarks>
    /// <param name="reply">The reply.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reply"/> is null.</exception>
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

        if (members.Error is { } error)
        {
            return members.AccessToken is null ? ErrorReply.Of(reply, error, members) : Malformed(reply, new("$.error", MalformedReplyProblem.Contradictory));
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
