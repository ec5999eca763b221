namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>The English of each error: it says what happened and what to do, on one line, without prose of the server's.
/// <see cref="SentenceTests"/> has it word for word.</summary>
public sealed class DescriptionTests
{
    private static readonly ReplyFacts Facts = new(400) { RequestId = new ServerCode("6KmagflR") };

    [Fact]
    public void Invalid_input_states_every_message() => Assert.Equal(
        "The request isn't valid. code is empty. client_id is missing.",
        TokenRequest.Validate(new TokenRequest(new ClientCredentials(null, "s"), Grant.AuthorizationCode(""))).Left().Describe());

    [Fact]
    public void Rejected_states_code_detail_status_and_request_id() => Assert.Equal(
        "Podio rejected the request: invalid_client (oauth.client.invalid_secret), status 400, request ID 6KmagflR. "
        + "Check the client ID and client secret of the API key.",
        OAuthError.Rejected(
            Facts, new ServerCode("invalid_client"), new ServerCode("oauth.client.invalid_secret"), new ServerText("prose")).Describe());

    [Fact]
    public void Rate_limited_states_when_to_retry()
    {
        Assert.Equal(
            "Podio's rate limit was exceeded, status 420. Retry in 300 seconds.",
            OAuthError.RateLimited(new ReplyFacts(420) { RetryAfter = RetryAfter.After(TimeSpan.FromSeconds(300)) }).Describe());
        Assert.Equal(
            "Podio's rate limit was exceeded, status 429. Retry at 2026-08-11 10:00:00 UTC.",
            OAuthError.RateLimited(new ReplyFacts(429)
            {
                RetryAfter = RetryAfter.At(new DateTimeOffset(2026, 8, 11, 12, 0, 0, TimeSpan.FromHours(2))),
            }).Describe());
        Assert.Equal(
            "Podio's rate limit was exceeded, status 420. Podio didn't say when to retry.",
            OAuthError.RateLimited(new ReplyFacts(420)).Describe());
    }

    [Fact]
    public void A_second_factor_and_an_outage_state_their_case_and_status()
    {
        var second = OAuthError.SecondFactorRequired(new ReplyFacts(200), new SecondFactorChallenge("n0nc3")).Describe();
        Assert.Contains("second factor", second, StringComparison.Ordinal);
        Assert.Contains("status 200", second, StringComparison.Ordinal);
        Assert.DoesNotContain("n0nc3", second, StringComparison.Ordinal);
        var down = OAuthError.Unavailable(new ReplyFacts(503) { RetryAfter = RetryAfter.After(TimeSpan.FromSeconds(9)) }).Describe();
        Assert.Equal("Podio is unavailable, status 503. Retry in 9 seconds. The request may have been processed.", down);
    }

    [Fact]
    public void No_description_breaks_the_line_or_quotes_prose()
    {
        const string Nasty = "l1ne\r\nbr3ak\u2028\u202E";
        var facts = new ReplyFacts(400) { RequestId = new ServerCode(Nasty), AuthenticateError = new ServerCode(Nasty) };
        OAuthError[] errors =
        [
            OAuthError.InvalidInput([new FieldError("x", FieldProblem.Custom, Nasty)]),
            OAuthError.Rejected(facts, new ServerCode(Nasty), new ServerCode(Nasty), new ServerText(Nasty)),
            OAuthError.RateLimited(facts, new ServerText(Nasty)),
            OAuthError.SecondFactorRequired(facts, new SecondFactorChallenge(Nasty)),
            OAuthError.Unavailable(facts, new ServerCode(Nasty), new ServerCode(Nasty), new ServerText(Nasty)),
            OAuthError.MalformedReply(facts, Nasty, MalformedReplyProblem.Missing),
        ];
        Assert.All(errors, error => Assert.DoesNotContain(error.Describe(), text => text is '\r' or '\n' or '\u2028' or '\u202E'));
        Assert.All(errors[1..^1], error => Assert.DoesNotContain("l1ne", error.Describe() + error, StringComparison.Ordinal));
    }
}
