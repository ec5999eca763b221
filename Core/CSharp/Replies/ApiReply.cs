using LanguageExt;

namespace PodioOAuth.Functional;

// ErrorOf         : HttpReply → OAuthError or null
// IsTokenRejected : OAuthError → bool
// ParseScope      : HttpReply → Either<OAuthError, text>

/// <summary>Reads replies of Podio's API to a call that had a token: what they say of the token, and no more.</summary>
/// <remarks>Total and pure: any status, any bytes.</remarks>
public static class ApiReply
{
    private const string Expired = "expired_token";
    private const string Invalid = "invalid_token";

    /// <summary>Which error a reply is; null for 2xx. The envelope of errors is the same as the token endpoint's (PODIO 4.1).</summary>
    /// <param name="reply">The reply.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reply"/> is null.</exception>
    public static OAuthError? ErrorOf(HttpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.Status is >= 200 and <= 299 ? null : ErrorReply.Parse(reply);
    }

    /// <summary>Whether the error says that the access token is no good, so that renewing it once may help: a 401 with <c>expired_token</c>
    /// or <c>invalid_token</c> in any of the places where Podio puts it (PODIO 4.12 to 4.14). A 401 without a token, and any 403, are
    /// none.</summary>
    /// <param name="error">The error of an API call.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static bool IsTokenRejected(OAuthError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error switch
        {
            RejectedError { Facts.Status: 401 } it =>
                Names(it.Code.Reveal()) || Names(it.Description?.Reveal()) || Names(it.Facts.AuthenticateError?.Reveal()),
            // A proxy replaced the body.
            MalformedReplyError { Facts: { Status: 401, AuthenticateError: { } code } } => Names(code.Reveal()),
            _ => false, // Not by Match: no other error, and none to come, says anything of the token. A rate limit of status 401 does not.
        };
    }

    /// <summary>What a token may touch: the reply of <c>GET /oauth/scope</c> (PODIO 1.14), as the server writes it, such as
    /// <c>global:all</c>; empty where it names none, as an app's token has none (PODIO 3.6).</summary>
    /// <param name="reply">The reply: a JSON object, with the member <c>scope</c> or without.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reply"/> is null.</exception>
    public static Either<OAuthError, string> ParseScope(HttpReply reply)
    {
        if (ErrorOf(reply) is { } error)
        {
            return error;
        }

        var members = new ReplyMembers();
        return JsonObjectReader.Read(reply, ref members) is { } problem
            ? OAuthError.MalformedReply(ReplyFactsReader.Read(reply), problem.Where, problem.Problem)
            : members.Error is not null || members.IsErrorUnreadable ? ErrorReply.OfSuccess(reply, members)
            : members.Scope ?? "";
    }

    private static bool Names(string? code) => code is Expired or Invalid;
}
