namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>How long nothing is asked after a rate limit or a rejection, as literal tables.</summary>
public sealed class CoolDownTests
{
    private static readonly DateTimeOffset Nine = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    private static readonly RenewalPolicy Policy = RenewalPolicy.Default;

    private static readonly RenewalState App = new(Grant.App(appId: 4711, appToken: "t0ken"));

    // What a rate limit said, and the seconds for which nothing is asked after it.
    public static TheoryData<RetryAfter, int> Limits => new()
    {
        { RetryAfter.After(TimeSpan.FromSeconds(300)), 300 },
        { RetryAfter.After(TimeSpan.FromSeconds(31)), 31 },
        { RetryAfter.After(TimeSpan.FromSeconds(29)), 30 },
        { RetryAfter.After(TimeSpan.Zero), 30 },
        { RetryAfter.At(Nine.AddSeconds(300)), 300 },
        { RetryAfter.At(Nine.AddSeconds(1)), 30 },
        { RetryAfter.At(Nine), 30 },
        { RetryAfter.At(Nine.AddYears(-11)), 30 }, // By a server's clock that runs behind.
        { RetryAfter.At(Nine.AddYears(99)), 86_400 },
        { RetryAfter.After(TimeSpan.FromDays(36_525)), 86_400 },
        { RetryAfter.After(TimeSpan.FromDays(1)), 86_400 },
        { RetryAfter.Unknown, 3600 },
    };

    [Theory, MemberData(nameof(Limits))]
    public void A_rate_limit_lasts_from_the_pause_after_a_failure_to_a_day(RetryAfter wait, int seconds)
    {
        var until = Nine.AddSeconds(seconds);
        Assert.Equal(until, App.Limited(wait, Nine, Policy).RateLimitCoolDown!.Until);
        Assert.Equal(until, Failed(OAuthError.RateLimited(new ReplyFacts(420) { RetryAfter = wait })).RateLimitCoolDown!.Until);
    }

    [Fact]
    public void A_wait_that_a_failure_states_lasts_a_day_at_most()
    {
        var failed = Failed(OAuthError.Unavailable(new ReplyFacts(503) { RetryAfter = RetryAfter.After(TimeSpan.FromDays(36_525)) }));
        Assert.Equal(Nine.AddDays(1), failed.FailureCoolDown!.Until);
    }

    /// <summary>One that was stored before there was a ceiling.</summary>
    [Fact]
    public void A_stored_cool_down_of_a_century_lasts_a_day_from_its_beginning_on()
    {
        var until2125 = App with { RateLimitCoolDown = new CoolDown(Nine, Nine.AddYears(99)) };
        Assert.Equal(Nine.AddDays(1), Assert.IsType<WaitDecision>(Renewal.Decide(Policy, until2125, Nine.AddHours(9))).Until);
        Assert.IsType<StartAgainDecision>(Renewal.Decide(Policy, until2125, Nine.AddDays(1)));
        Assert.IsType<StartAgainDecision>(Renewal.Decide(
            Policy, App with { FailureCoolDown = new CoolDown(Nine, DateTimeOffset.MaxValue) }, Nine.AddDays(1)));
    }

    [Fact]
    public void The_rest_of_a_century_hides_no_new_cool_down()
    {
        var later = Nine.AddDays(2);
        var until2125 = App with { RateLimitCoolDown = new CoolDown(Nine, Nine.AddYears(99)) };
        var fiveMinutes = RetryAfter.After(TimeSpan.FromMinutes(5));
        var limited = App.Limited(fiveMinutes, later, Policy);
        Assert.Equal(later.AddMinutes(5), until2125.Limited(fiveMinutes, later, Policy).RateLimitCoolDown!.Until);
        Assert.Equal(limited.RateLimitCoolDown, until2125.MergedWith(limited, later, Policy).RateLimitCoolDown);
        Assert.Equal(limited.RateLimitCoolDown, limited.MergedWith(until2125, later, Policy).RateLimitCoolDown);
    }

    /// <summary>A hiccup costs half a minute, and a client whose tokens are all rejected asks once in five minutes.</summary>
    [Fact]
    public void Consecutive_rejected_tokens_cause_ever_longer_cool_downs()
    {
        var client = new RejectedClient();
        Assert.Equal([0, 30, 60, 120, 240, 300, 300], Enumerable.Range(0, 7).Select(_ => client.RejectAfter(TimeSpan.FromSeconds(2))));
    }

    [Fact]
    public void A_token_that_was_good_for_a_while_ends_the_row()
    {
        var client = new RejectedClient();
        Assert.Equal(
            [0, 30, 60, 0, 30, 60],
            new[] { 1, 1, 1, 300, 1, 1 }.Select(seconds => client.RejectAfter(TimeSpan.FromSeconds(seconds))));
        Assert.Equal(120, client.RejectAfter(TimeSpan.FromSeconds(300) - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void A_sign_in_ends_the_row()
    {
        var client = new RejectedClient();
        Assert.Equal([0, 30], Enumerable.Range(0, 2).Select(_ => client.RejectAfter(TimeSpan.FromSeconds(1))));
        Assert.Equal(60, client.RejectAfter(TimeSpan.FromSeconds(1), isSignedIn: true));
        Assert.Equal(30, client.RejectAfter(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void The_bounds_are_the_policys()
    {
        var client = new RejectedClient(Policy with { FailureCoolDown = TimeSpan.Zero, RejectionCoolDown = TimeSpan.FromSeconds(3) });
        Assert.Equal([0, 1, 2, 3, 3], Enumerable.Range(0, 5).Select(_ => client.RejectAfter(TimeSpan.Zero)));
        var never = new RejectedClient(Policy with { RejectionCoolDown = TimeSpan.Zero });
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(_ => never.RejectAfter(TimeSpan.Zero)));
    }

    private static RenewalState Failed(OAuthError error) => App.Failed(error, App.Origin!, Nine, Policy);

    // A client whose every token is rejected in the end, and which renews as soon as it may.
    private sealed class RejectedClient(RenewalPolicy? policy = null)
    {
        private readonly RenewalPolicy _policy = policy ?? Policy;
        private RenewalState _state = new(origin: null, new SavedLogin(Sample.Token, Nine));
        private DateTimeOffset _now = Nine;
        private int _tokens;

        // The seconds for which nothing is asked after it.
        internal double RejectAfter(TimeSpan life, bool isSignedIn = false)
        {
            _now += life;
            var rejected = _state.Rejected(_state.Login!.Token.AccessToken, _now, _policy);
            var end = Renewal.Decide(_policy, rejected, _now) is WaitDecision wait ? wait.Until : _now;
            var held = (end - _now).TotalSeconds;
            _now = end;
            rejected = _state.MergedWith(rejected, _now, _policy); // As a source does once it has read the store.
            var sent = isSignedIn
                ? Grant.AuthorizationCode("c0de")
                : Assert.IsType<RenewDecision>(Renewal.Decide(_policy, rejected, _now)).With;
            _state = rejected.Received(new SavedLogin(Sample.Token with { AccessToken = $"access-{++_tokens}" }, _now), sent);
            return held;
        }
    }
}
