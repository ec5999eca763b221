namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>The text of each case as a record: what it holds that may be printed, and nothing of the base's beside it.</summary>
public sealed class PrintingTests
{
    private const string Facts = "ReplyFacts { Status = 400, RequestId = 6KmagflR, RetryAfter = after 9 seconds, "
        + "AuthenticateError = expired_token, RateLimit = 998 of 1000 }";

    private static ReplyFacts Whole => new(400)
    {
        RequestId = new ServerCode("6KmagflR"),
        RetryAfter = RetryAfter.After(TimeSpan.FromSeconds(9)),
        AuthenticateError = new ServerCode("expired_token"),
        RateLimit = new RateLimit(limit: 1000, remaining: 998),
    };

    [Fact]
    public void Facts_are_printed_by_name()
    {
        Assert.Equal(Facts, Whole.ToString());
        Assert.Equal(
            "ReplyFacts { Status = 500, RequestId = , RetryAfter = unknown, AuthenticateError = , RateLimit =  }",
            new ReplyFacts(500).ToString());
    }

    [Fact]
    public void An_error_is_printed_by_name()
    {
        var (code, prose) = (new ServerCode("invalid_grant"), new ServerText("prose"));
        FieldError[] fields = [new("code", FieldProblem.Empty, "code is empty."), new("a\nb", FieldProblem.Custom, "no")];
        Assert.Equal(
            [
                "InvalidInputError { Fields = code: Empty, a\\u000ab: Custom }",
                "UnreachableError { Reason = Tls, MayHaveBeenProcessed = False }",
                $"RejectedError {{ Facts = {Facts}, Code = invalid_grant, Detail = , Description = [5 characters], Kind = InvalidGrant }}",
                $"RateLimitedError {{ Facts = {Facts}, Description = [5 characters] }}",
                $"SecondFactorRequiredError {{ Facts = {Facts}, Challenge = {new SecondFactorChallenge("n0nce")} }}",
                $"UnavailableError {{ Facts = {Facts}, Code = invalid_grant, Detail = , Description =  }}",
                $"MalformedReplyError {{ Facts = {Facts}, Where = $.ref, Problem = Duplicate }}",
            ],
            new[]
            {
                OAuthError.InvalidInput(fields),
                OAuthError.Unreachable(UnreachableReason.Tls, mayHaveBeenProcessed: false),
                OAuthError.Rejected(Whole, code, detail: null, prose),
                OAuthError.RateLimited(Whole, prose),
                OAuthError.SecondFactorRequired(Whole, new SecondFactorChallenge("n0nce")),
                OAuthError.Unavailable(Whole, code),
                OAuthError.MalformedReply(Whole, "$.ref", MalformedReplyProblem.Duplicate),
            }.Select(error => error.ToString()));
    }

    [Fact]
    public void The_retry_time_is_printed_for_a_person()
    {
        Assert.Equal("after 300.5 seconds", RetryAfter.After(TimeSpan.FromSeconds(300.5)).ToString());
        Assert.Equal(
            "at 2026-08-11 10:00:00 UTC",
            RetryAfter.At(new DateTimeOffset(2026, 8, 11, 12, 0, 0, TimeSpan.FromHours(2))).ToString());
        Assert.Equal("unknown", RetryAfter.Unknown.ToString());
    }
}
