namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>The two limiters (PODIO 4.8 to 4.10): whom each counts, what it says, and when it lets go.</summary>
public sealed class RateLimitTests
{
    private static readonly PodioSettings Tight = new()
    {
        TokenRequestLimit = new CallLimit(calls: 2, window: TimeSpan.FromSeconds(300)),
        UserCallLimit = new CallLimit(calls: 3, window: TimeSpan.FromHours(1)),
    };

    private readonly TestPodio _podio = new(Tight);

    [Fact]
    public void The_token_endpoint_states_the_wait_in_the_description_and_in_no_header()
    {
        _podio.ByApp();
        _podio.ByPassword();
        _podio.Clock.Advance(TimeSpan.FromSeconds(0.5));
        var reply = _podio.ByApp();
        Assert.Equal(420, reply.Status);
        Assert.Equal("rate_limit", Reply.Error(reply));
        Assert.Equal(
            "You have hit the rate limit. Please wait 300 seconds before trying again",
            Reply.Json(reply).GetProperty("error_description").GetString());
        Assert.Null(reply.RevealHeader("Retry-After"));
        Assert.Null(reply.RevealHeader("X-Rate-Limit-Limit"));
        var error = Assert.IsType<RateLimitedError>(TokenReply.Parse(reply).Left());
        Assert.Equal(RetryAfter.After(TimeSpan.FromSeconds(300)), error.Facts.RetryAfter);
    }

    [Fact]
    public void The_token_endpoint_counts_by_client_whether_the_secret_is_right_or_not()
    {
        var wrong = Request.Form("grant_type=app&app_id=654321&app_token=0123456789abcdef&client_id=my-client&client_secret=wrong");
        Assert.Equal("invalid_client", Reply.Error(_podio.Podio.Answer(wrong)));
        Assert.Equal("invalid_client", Reply.Error(_podio.Podio.Answer(wrong)));
        Assert.Equal(420, _podio.Podio.Answer(wrong).Status);
        Assert.Equal(420, _podio.ByApp().Status);
        var other = Request.Form(
            "grant_type=app&app_id=654321&app_token=0123456789abcdef&client_id=other-client&client_secret=other-secret");
        Assert.Equal(200, _podio.Podio.Answer(other).Status);
    }

    [Fact]
    public void A_limit_ends_with_its_window_and_a_refused_call_does_not_prolong_it()
    {
        _podio.ByApp();
        _podio.ByApp();
        _podio.Clock.Advance(TimeSpan.FromSeconds(299));
        var refused = _podio.ByApp();
        Assert.Contains("wait 1 seconds", Reply.Text(refused), StringComparison.Ordinal);
        _podio.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, _podio.ByApp().Status);
    }

    [Fact]
    public void Moving_the_clock_back_does_not_extend_the_window()
    {
        _podio.ByApp();
        _podio.ByApp();
        _podio.Podio.MoveClock(TimeSpan.FromDays(-365));
        Assert.Equal(200, _podio.ByApp().Status);
        Assert.Equal(200, _podio.ByApp().Status);
        Assert.Contains("wait 300 seconds", Reply.Text(_podio.ByApp()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_users_calls_are_counted_in_the_headers_until_all_of_them_are_refused()
    {
        var token = "OAuth2 " + Reply.AccessToken(_podio.ByPassword());
        Assert.Equal(["3/2", "3/1", "3/0"], Enumerable.Range(0, 3).Select(_ => Get(token)).Select(Limit));
        var refused = Get(token);
        Assert.Equal(420, refused.Status);
        Assert.Equal("3/0", Limit(refused));
        Assert.Contains("wait 3600 seconds", Reply.Text(refused), StringComparison.Ordinal);
        Assert.Equal(200, Get("OAuth2 " + Reply.AccessToken(_podio.ByApp())).Status);
        _podio.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("3/2", Limit(Get(token)));
    }

    [Fact]
    public void Two_tokens_of_one_user_share_the_limit()
    {
        var (one, two) = ("OAuth2 " + Reply.AccessToken(_podio.ByPassword()), "OAuth2 " + Reply.AccessToken(_podio.ByPassword()));
        Assert.Equal(["3/2", "3/1", "3/0"], new[] { one, two, one }.Select(Get).Select(Limit));
        Assert.Equal(420, Get(two).Status);
    }

    [Fact]
    public void By_default_the_token_endpoint_counts_nothing_and_users_have_a_thousand_an_hour()
    {
        var podio = new TestPodio();
        var token = "OAuth2 " + Reply.AccessToken(podio.ByPassword());
        var reply = podio.Podio.Answer(new ReceivedRequest("GET", "/oauth/scope", null, token, default));
        Assert.Equal("1000/999", Limit(reply));
        Assert.All(Enumerable.Range(0, 2000), _ => Assert.Equal(200, podio.ByApp().Status));
    }

    [Fact]
    public void An_invalid_limit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("calls", () => new CallLimit(-1, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => new CallLimit(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => new CallLimit(1, TimeSpan.FromDays(1.1)));
        Assert.Equal(new CallLimit(1, TimeSpan.FromDays(1)), new CallLimit(1, TimeSpan.FromDays(1)));
    }

    private static string Limit(HttpReply reply) =>
        $"{reply.RevealHeader("X-Rate-Limit-Limit")}/{reply.RevealHeader("X-Rate-Limit-Remaining")}";

    private HttpReply Get(string authorization) =>
        _podio.Podio.Answer(new ReceivedRequest("GET", "/oauth/scope", null, authorization, default));
}
