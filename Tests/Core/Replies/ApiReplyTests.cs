namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>What a reply to a call of the API says of the token (PODIO 4.8 to 4.15).</summary>
public sealed class ApiReplyTests
{
    private const string Expired = "Bearer realm=\"podio\", error=\"expired_token\"";

    [Theory]
    [InlineData(true, 401, """{"error":"unauthorized","error_description":"expired_token"}""", Expired)] // PODIO 4.12
    [InlineData(
        true, 401,
        """{"error_parameters":{},"error_detail":null,"error_propagate":false"""
            + ""","request":{"url":"http:\/\/api.podio.com\/item\/1","query_string":"","method":"GET"}"""
            + ""","error_description":"expired_token","error":"unauthorized"}""",
        null)] // PODIO 4.3
    [InlineData(true, 401, """{"error":"invalid_token","error_description":"The token is not valid."}""", null)] // PODIO 4.13
    [InlineData(true, 401, """{"error":"expired_token"}""", null)] // PODIO 1.9
    [InlineData(true, 401, """{"error":"unauthorized","error_description":"invalid_token"}""", null)]
    [InlineData(true, 401, """{"error":"unauthorized","error_description":null}""", Expired)]
    [InlineData(true, 401, """{"error":"unauthorized"}""", "Basic realm=\"x\", Bearer error=invalid_token")]
    [InlineData(true, 401, "", Expired)]
    [InlineData(true, 401, "<html>401</html>", Expired)]
    [InlineData(true, 401, "{\"error\":", Expired)]
    [InlineData(true, 401, "{}", Expired)]
    [InlineData(
        false, 401, """{"error":"unauthorized","error_description":"invalid_request"}""",
        "Bearer realm=\"podio\", error=\"invalid_request\"")] // No token.
    // Prose decides nothing (PODIO 7.13).
    [InlineData(false, 401, """{"error":"unauthorized","error_description":"no expired_token here"}""", null)]
    [InlineData(false, 401, """{"error":"unauthorized","error_detail":"expired_token"}""", null)]
    [InlineData(false, 401, """{"error":"unauthorized","request":{"error_description":"expired_token"}}""", null)] // An echo (PODIO 4.2).
    [InlineData(false, 401, """{"error":"unauthorized"}""", "Bearer error_description=\"expired_token\"")]
    [InlineData(false, 401, """{"error":"Expired_Token"}""", null)]
    [InlineData(false, 401, "", null)]
    [InlineData(false, 401, "<html>401</html>", "Basic realm=\"proxy\"")]
    [InlineData(false, 400, """{"error":"Invalid authorization header"}""", null)] // An empty token.
    [InlineData(false, 400, """{"error":"invalid_token","error_description":"expired_token"}""", Expired)]
    [InlineData(false, 403, """{"error":"forbidden","error_description":"expired_token"}""", Expired)] // PODIO 4.15
    [InlineData(false, 403, """{"error":"requestable_forbidden"}""", null)]
    [InlineData(false, 403, "<html>403</html>", Expired)]
    [InlineData(false, 420, """{"error":"rate_limit","error_description":"expired_token"}""", Expired)]
    [InlineData(false, 401, """{"error":"rate_limit","error_description":"Please wait 5 seconds"}""", null)]
    [InlineData(false, 401, """{"error":"rate_limit","error_description":"Please wait 5 seconds"}""", "Bearer error=\"expired_token\"")]
    [InlineData(false, 429, "", Expired)]
    [InlineData(false, 302, "", Expired)]
    [InlineData(false, 503, """{"error":"unauthorized","error_description":"expired_token"}""", Expired)]
    public void A_rejected_token_is_distinguished_from_all_other_errors(bool isRefused, int status, string body, string? authenticate) =>
        Assert.Equal(isRefused, ApiReply.IsTokenRejected(ErrorOf(Reply(status, body, authenticate))));

    [Theory]
    [InlineData(
        "300", 420, // PODIO 4.8
        """{"error":"rate_limit","error_description":"You have hit the rate limit. Please wait 300 seconds before trying again"}""")]
    [InlineData(
        "60", 420,
        """{"error":"rate_limit","error_description":"You have hit the rate limit. Please wait 300 seconds before trying again"}""",
        "60")]
    [InlineData("60", 429, "<html>Too many</html>", "60")]
    [InlineData("7", 429, "Slow down and wait 7 seconds.")]
    [InlineData("unknown", 420, "")]
    [InlineData("unknown", 420, """{"error":"rate_limit","error_description":"Bitte warten."}""")]
    [InlineData("5", 401, """{"error":"rate_limit","error_description":"Please wait 5 seconds"}""")]
    public void A_rate_limit_states_the_wait(string wait, int status, string body, string? retryAfter = null)
    {
        var reply = Reply(status, body) with { RetryAfter = retryAfter is null ? [] : [retryAfter] };
        var limited = ErrorOf(reply).As<RateLimitedError>();
        Assert.Equal(wait, limited.Facts.RetryAfter.Match(
            after: span => span.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture), at: _ => "at",
            unknown: () => "unknown"));
    }

    [Theory]
    [InlineData(199, true), InlineData(200, false), InlineData(204, false)]
    [InlineData(299, false), InlineData(300, true), InlineData(404, true)]
    [InlineData(500, true)]
    public void Success_is_no_error(int status, bool isError) => Assert.Equal(isError, ApiReply.ErrorOf(Reply(status, "")) is not null);

    [Theory]
    [InlineData("global:all", """{"scope":"global:all"}""")]
    [InlineData("space_42:read user:all", """{"more":{"scope":"x"},"scope":"space_42:read user:all"}""")]
    [InlineData("global:all", "\uFEFF {\"scope\":\"global:all\"} ")]
    [InlineData("", """{"scope":null}""")] // An app's (PODIO 3.6).
    [InlineData("", """{"scope":""}""")]
    [InlineData("", "{}")]
    public void A_scope_is_read(string scope, string body) => Assert.Equal(scope, ApiReply.ParseScope(Reply(200, body)).Right());

    [Theory]
    [InlineData("MalformedReplyError $.scope Duplicate", 200, """{"scope":"a","scope":"b"}""")]
    [InlineData("MalformedReplyError $ Empty", 204, ""), InlineData("MalformedReplyError $ Html", 200, "<html>")]
    [InlineData("MalformedReplyError $ NotAnObject", 200, "[]"), InlineData("MalformedReplyError $ Redirect", 302, "")]
    [InlineData("RejectedError", 403, """{"error":"forbidden"}""")]
    [InlineData("RejectedError", 200, """{"error":"forbidden","scope":"global:all"}""")]
    [InlineData("RateLimitedError", 420, "")]
    [InlineData("UnavailableError", 503, """{"scope":"global:all"}""")]
    public void A_reply_without_a_scope_is_an_error(string outcome, int status, string body)
    {
        var error = ApiReply.ParseScope(Reply(status, body)).Left();
        Assert.Equal(outcome, error is MalformedReplyError malformed
            ? $"{nameof(MalformedReplyError)} {malformed.Where} {malformed.Problem}"
            : error.GetType().Name);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => ApiReply.ErrorOf(null!));
        Assert.Throws<ArgumentNullException>(() => ApiReply.IsTokenRejected(null!));
        Assert.Throws<ArgumentNullException>(() => ApiReply.ParseScope(null!));
    }

    private static OAuthError ErrorOf(HttpReply reply) => ApiReply.ErrorOf(reply)!;

    private static HttpReply Reply(int status, string body, string? authenticate = null) =>
        new(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(body)) { WwwAuthenticate = authenticate };
}
