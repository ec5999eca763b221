using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>Replies of JSON, and what was read of them.</summary>
internal static class Parsed
{
    /// <summary>The token of which nothing is said but the access token <c>a</c>.</summary>
    internal static readonly Token Plain = new("a", "bearer", Lifetime: null, RefreshToken: null, TokenReference.None, Scope: null);

    internal static Either<OAuthError, Token> Parse(int status, string body) => Parse(status, Encoding.UTF8.GetBytes(body));

    internal static Either<OAuthError, Token> Latin1(int status, string body) => Parse(status, Encoding.Latin1.GetBytes(body));

    internal static (string Where, MalformedReplyProblem Problem) Malformed(int status, string body) => Parse(status, body).Problem();

    internal static (string Where, MalformedReplyProblem Problem) Problem(this Either<OAuthError, Token> parsed)
    {
        var error = parsed.Left().As<MalformedReplyError>();
        return (error.Where, error.Problem);
    }

    private static Either<OAuthError, Token> Parse(int status, byte[] body) =>
        TokenReply.Parse(new HttpReply(status, "application/json", body));
}
