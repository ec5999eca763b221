namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>The table of advice: every case of error against every grant (PODIO 7.2, 7.4, RFC 6749 §4.1.2).</summary>
public sealed class RetryAdviceTests
{
    private static readonly Grant[] Grants =
        [Grant.Password("u", "p"), Grant.App(1, "t"), Grant.RefreshToken("r"), Grant.AuthorizationCode("c")];

    private static readonly RetryAfter Wait = RetryAfter.After(TimeSpan.FromSeconds(7));

    /// <summary>What happened, the advice for password, app and refresh token, and the one for a code.</summary>
    public static TheoryData<string, string, string> Table => new()
    {
        { "invalid input", "useless", "useless" },
        { "not sent", "safe after 0", "safe after 0" },
        { "maybe sent", "ambiguous after 0", "useless" },
        { "rejected", "useless", "useless" },
        { "rate limited", "safe after 7", "useless" },
        { "rate limited, no wait", "safe unknown", "useless" },
        { "second factor", "useless", "useless" },
        { "unavailable", "ambiguous after 7", "useless" },
        { "unavailable, no wait", "ambiguous unknown", "useless" },
        { "malformed success", "ambiguous after 7", "useless" },
        { "truncated success", "ambiguous after 7", "useless" },
        { "truncated rejection", "ambiguous after 7", "useless" },
        { "malformed rejection", "useless", "useless" },
        { "redirect", "useless", "useless" },
        { "other token type", "useless", "useless" },
        { "not JSON with 299", "ambiguous after 7", "useless" },
        { "not JSON with 300", "useless", "useless" },
        { "not JSON with 499", "useless", "useless" },
        { "not JSON with 500", "ambiguous after 7", "useless" },
        { "not JSON with 777", "ambiguous after 7", "useless" },
    };

    [Theory, MemberData(nameof(Table))]
    public void The_advice_depends_on_the_error_and_the_grant(string happened, string others, string code) =>
        Assert.Equal([others, others, others, code], Grants.Select(grant => Name(Error(happened).RetryAdvice(grant))));

    [Theory, MemberData(nameof(Table))]
    public void A_second_factor_can_be_used_once_like_a_code(string happened, string others, string code)
    {
        Assert.NotEmpty(others);
        Assert.Equal(code, Name(Error(happened).RetryAdvice(new SecondFactorChallenge("n").WithOneTimeCode("1"))));
        Assert.Equal(code, Name(Error(happened).RetryAdvice(new SecondFactorChallenge("n").WithRecoveryCode("1"))));
        Assert.Throws<ArgumentNullException>(() => Error(happened).RetryAdvice((SecondFactorRequest)null!));
    }

    [Fact]
    public void There_is_no_advice_without_a_grant() =>
        Assert.Throws<ArgumentNullException>(() => Error("rejected").RetryAdvice((Grant)null!));

    private static OAuthError Error(string happened) => happened switch
    {
        "invalid input" => OAuthError.InvalidInput([new FieldError("code", FieldProblem.Empty, "code is empty.")]),
        "not sent" => OAuthError.Unreachable(UnreachableReason.ConnectionRefused, mayHaveBeenProcessed: false),
        "maybe sent" => OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true),
        "rejected" => OAuthError.Rejected(Facts(400), new ServerCode("invalid_grant")),
        "rate limited" => OAuthError.RateLimited(Facts(420)),
        "rate limited, no wait" => OAuthError.RateLimited(new ReplyFacts(420)),
        "second factor" => OAuthError.SecondFactorRequired(Facts(200), new SecondFactorChallenge("n")),
        "unavailable" => OAuthError.Unavailable(Facts(503)),
        "unavailable, no wait" => OAuthError.Unavailable(new ReplyFacts(500)),
        "malformed success" => OAuthError.MalformedReply(Facts(200), "$", MalformedReplyProblem.NotJson),
        "truncated success" => OAuthError.MalformedReply(Facts(200), "$", MalformedReplyProblem.Truncated),
        "truncated rejection" => OAuthError.MalformedReply(Facts(400), "$", MalformedReplyProblem.Truncated),
        "malformed rejection" => OAuthError.MalformedReply(Facts(404), "$", MalformedReplyProblem.Html),
        "redirect" => OAuthError.MalformedReply(Facts(302), "$", MalformedReplyProblem.Redirect),
        "other token type" => OAuthError.MalformedReply(Facts(200), "$.token_type", MalformedReplyProblem.UnsupportedTokenType),
        _ => OAuthError.MalformedReply(
            Facts(int.Parse(happened["not JSON with ".Length..], CultureInfo.InvariantCulture)), "$", MalformedReplyProblem.NotJson),
    };

    private static ReplyFacts Facts(int status) => new(status) { RetryAfter = Wait };

    private static string Name(RetryAdvice advice) => advice.Match(
        safe: a => "safe " + Name(a.When), useless: _ => "useless", ambiguous: a => "ambiguous " + Name(a.When));

    private static string Name(RetryAfter when) => when.Match(
        after: wait => $"after {wait.Seconds}", at: _ => "at", unknown: () => "unknown");
}
