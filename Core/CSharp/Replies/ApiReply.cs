using LanguageExt;

namespace PodioOAuth.Functional;

// ErrorOf         : HttpReply → OAuthError or null
// IsTokenRejected : OAuthError → bool
// ParseScope      : HttpReply → Either<OAuthError, text>

/// <summary>Reads what replies of Podio's API to a call with a token say about that token.</summary>
/// <remarks>Pure; never throws, whatever the status and the bytes.</remarks>
public static class ApiReply
{
    private const string Expired = "expired_token";
    private const string Invalid = "invalid_token";

    /// <summary>Returns which error a reply is; null for 2xx. Errors have the same format as those of the token endpoint (PODIO
    /// 4.1).</summary>
    public static OAuthError? ErrorOf(HttpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.Status is >= 200 and <= 299 ? null : ErrorReply.Parse(reply);
    }

    /// <summary>Returns whether the error says that the access token isn't valid, so that renewing it once may help: a 401 with
    /// <c>expired_token</c> or <c>invalid_token</c> in any of the places where Podio puts it (PODIO 4.12 to 4.14). A 401 without a token
    /// doesn't count, nor does any 403.</summary>
    /// <param name="error">The error of an API call.</param>
    public static bool IsTokenRejected(OAuthError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error switch
        {
            RejectedError { Facts.Status: 401 } it =>
                Names(it.Code.Reveal()) || Names(it.Description?.Reveal()) || Names(it.Facts.AuthenticateError?.Reveal()),
            // A proxy replaced the body.
            MalformedReplyError { Facts: { Status: 401, AuthenticateError: { } code } } => Names(code.Reveal()),
            _ => false, // Not Match: no other error says anything about the token, not even a rate limit of status 401.
        };
    }

    /// <summary>Returns what a token may access: the reply of <c>GET /oauth/scope</c> (PODIO 1.14), as the server writes it, such as
    /// <c>global:all</c>; empty if the reply has no scope, as for an app's token (PODIO 3.6).</summary>
    /// <param name="reply">The reply: a JSON object with or without the member <c>scope</c>.</param>
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
