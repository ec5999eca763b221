namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Decisions as literal tables: a token of eight hours from nine o'clock, the defaults, and no jitter unless said.</summary>
public sealed class DecideTests
{
    private static readonly DateTimeOffset Nine = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    private static readonly Grant App = Grant.App(appId: 4711, appToken: "t0ken");

    private static readonly SavedLogin Login = new(Sample.Token, Nine);

    private static readonly SavedLogin WithoutRefresh = new(Sample.Token with { RefreshToken = null }, Nine);

    private static readonly RenewalState Spent = new(origin: null, Login) { IsRefreshTokenSpent = true };

    // What is known, when it is asked, and what is decided.
    private static readonly Dictionary<string, (RenewalState State, string Time, string Decision)> Known = new()
    {
        ["nothing"] = (new RenewalState(null), "09:00:00", "give up NoLogin"),
        ["an app that never asked"] = (new RenewalState(App), "09:00:00", "start again app"),
        ["a code is no origin"] = (new RenewalState(Grant.AuthorizationCode("c0de")), "09:00:00", "give up NoLogin"),
        ["a refresh token is no origin"] = (new RenewalState(Grant.RefreshToken("r")), "09:00:00", "give up NoLogin"),
        ["no refresh token"] = (new RenewalState(null, WithoutRefresh), "16:59:59", "use"),
        ["no refresh token, over"] = (new RenewalState(null, WithoutRefresh), "17:00:00", "give up NoRefreshToken"),
        ["no refresh token, but an origin"] = (new RenewalState(Sample.Password, WithoutRefresh), "16:50:00", "use and renew password"),
        ["no refresh token, but an origin, over"] = (new RenewalState(Sample.Password, WithoutRefresh), "17:00:00", "start again password"),
        ["spent"] = (Spent, "16:59:59", "use"),
        ["spent, over"] = (Spent, "17:00:00", "give up RefreshTokenRejected"),
        ["spent in doubt"] = (Spent with { PendingSince = Nine }, "17:00:00", "give up ReplyLost"),
        ["a lost reply"] = (new RenewalState(null, Login) { PendingSince = Nine }, "17:00:00", "renew refresh_token"),
        ["a code in doubt"] = (new RenewalState(null) { PendingCodeSince = Nine }, "09:00:00", "give up CodeSpent"),
        ["a code in doubt over a login"] = (new RenewalState(null, Login) { PendingCodeSince = Nine }, "17:00:00", "renew refresh_token"),
        ["spent, and a code in doubt"] = (Spent with { PendingCodeSince = Nine }, "17:00:00", "give up CodeSpent"),
        ["spent, but an origin"] = (new RenewalState(App, Login) { IsRefreshTokenSpent = true }, "17:00:00", "start again app"),
        ["refused"] = (new RenewalState(null, Login) { IsAccessTokenRejected = true }, "09:00:01", "renew refresh_token"),
        ["refused and held"] = (Held(new RenewalState(null, Login) { IsAccessTokenRejected = true }), "09:30:00", "wait 10:00:00"),
        ["held within the skew"] = (Held(new RenewalState(null, Login), "16:30:00"), "16:59:59", "use"),
        ["held, over"] = (Held(new RenewalState(null, Login), "16:30:00"), "17:00:00", "wait 17:30:00"),
        ["no longer held"] = (Held(new RenewalState(null, Login), "16:30:00"), "17:30:00", "renew refresh_token"),
        ["held, and nothing to ask with"] = (Held(new RenewalState(null)), "09:30:00", "give up NoLogin"),
        ["the later of two"] = (
            Held(new RenewalState(App)) with { FailureCoolDown = CoolDown.From(Nine, TimeSpan.FromHours(2)) }, "09:30:00", "wait 11:00:00"),
        ["of a later day"] = (
            new RenewalState(App, WithoutRefresh with { RequestedAt = Nine.AddDays(30) }), "09:00:00", "use and renew app"),
        ["of a later day, spent"] = (Spent with { Login = Login with { RequestedAt = Nine.AddDays(30) } }, "09:00:00", "use"),
        ["of a later day, held"] = (
            Held(new RenewalState(null, Login with { RequestedAt = Nine.AddDays(30) })), "09:30:00", "use"),
        ["of a later day, without end"] = (
            new RenewalState(null, new SavedLogin(Sample.Token with { Lifetime = null }, Nine.AddDays(30))), "09:00:00", "use"),
        ["of a later day, without a life"] = (
            new RenewalState(null, new SavedLogin(Sample.Token with { Lifetime = TimeSpan.Zero }, Nine.AddDays(30))), "09:00:00",
            "renew refresh_token"),
        ["a hold before which the clock was set back a little"] = (Held(new RenewalState(App)), "08:00:00", "wait 10:00:00"),
        ["a hold before which the clock was set back by more"] = (Held(new RenewalState(App)), "07:59:59", "start again app"),
    };

    public static TheoryData<string> Names => [.. Known.Keys];

    [Theory]
    [InlineData("09:00:00", 0.0, "use"), InlineData("16:49:59", 0.0, "use")]
    [InlineData("16:50:00", 0.0, "use and renew refresh_token"), InlineData("16:48:59", 0.5, "use")]
    [InlineData("16:49:00", 0.5, "use and renew refresh_token"), InlineData("16:47:59", 1.0, "use")]
    [InlineData("16:48:00", 1.0, "use and renew refresh_token"), InlineData("16:48:00", 9.0, "use and renew refresh_token")]
    [InlineData("16:49:59", -9.0, "use"), InlineData("16:58:59", 0.0, "use and renew refresh_token")]
    [InlineData("16:59:00", 0.0, "renew refresh_token"), InlineData("17:00:00", 0.0, "renew refresh_token")]
    [InlineData("23:59:59", 0.0, "renew refresh_token")]
    [InlineData("08:59:00", 0.0, "use")] // By the clock of another machine, which is ahead of this one.
    [InlineData("08:58:59", 0.0, "use and renew refresh_token")] // The clock was set back: nobody knows how old it is.
    [InlineData("00:00:00", 0.0, "use and renew refresh_token")]
    public void By_the_hour(string time, double share, string decision) =>
        Assert.Equal(decision, Text(Renewal.Decide(RenewalPolicy.Default, new RenewalState(null, Login), At(time), share)));

    [Theory, MemberData(nameof(Names))]
    public void By_what_is_known(string name)
    {
        var (state, time, decision) = Known[name];
        Assert.Equal(decision, Text(Renewal.Decide(RenewalPolicy.Default, state, At(time))));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_end_is_reported_if_there_is_no_grant_to_send(string name)
    {
        var (state, _, decision) = Known[name];
        var end = Renewal.EndOf(state);
        if (decision.StartsWith("give up", StringComparison.Ordinal))
        {
            Assert.Equal(
                decision is "give up CodeSpent" or "give up ReplyLost" ? TokenSourceError.Undecided(Nine)
                    : TokenSourceError.SignInAgain(Enum.Parse<SignInReason>(decision["give up ".Length..])),
                end);
        }
        else if (decision.Contains("renew", StringComparison.Ordinal) || decision.Contains("start again", StringComparison.Ordinal))
        {
            Assert.Null(end);
        }
    }

    /// <summary>Lifetime, and the seconds after which it is used and renewed, and renewed first: margins take no more than half.</summary>
    [Theory]
    [InlineData(28_800, 28_200, 28_740), InlineData(1200, 600, 1140), InlineData(600, 300, 540)]
    [InlineData(120, 60, 60), InlineData(60, 30, 30), InlineData(1, 0.5, 0.5)]
    public void A_short_life_is_renewed_from_its_half_on(int lifetime, double ahead, double before)
    {
        var state = new RenewalState(null, new SavedLogin(Sample.Token with { Lifetime = TimeSpan.FromSeconds(lifetime) }, Nine));
        string Decide(double seconds, int ticks) =>
            Text(Renewal.Decide(RenewalPolicy.Default, state, Nine.AddSeconds(seconds).AddTicks(ticks))).Split(" refresh")[0];
        Assert.Equal("use", Decide(ahead, -1));
        Assert.Equal(ahead < before ? "use and renew" : "renew", Decide(ahead, 0));
        Assert.Equal("renew", Decide(before, 0));
        Assert.NotEqual("renew", Decide(before, -1));
        Assert.Equal(Nine.AddSeconds(ahead), Renewal.UsedAloneUntil(RenewalPolicy.Default, state.Login!));
    }

    [Theory, InlineData(28_800, 60), InlineData(100, 50), InlineData(1, 0.5)]
    public void A_clock_may_be_behind_by_the_skew_or_half_of_a_short_life(int lifetime, double seconds)
    {
        var login = new SavedLogin(Sample.Token with { Lifetime = TimeSpan.FromSeconds(lifetime) }, Nine);
        string Decide(int ticks) => Text(Renewal.Decide(
            RenewalPolicy.Default, new RenewalState(null, login), Nine.AddSeconds(-seconds).AddTicks(ticks)));
        Assert.Equal("use", Decide(0));
        Assert.Equal("use and renew refresh_token", Decide(-1));
    }

    [Fact]
    public void A_login_is_renewed_by_another() => Assert.Throws<ArgumentNullException>(() => Login.RenewedBy(null!));

    [Fact]
    public void A_policy_takes_spans_from_zero_to_a_century()
    {
        Func<TimeSpan, RenewalPolicy>[] policies =
        [
            span => new RenewalPolicy { Skew = span },
            span => new RenewalPolicy { Ahead = span },
            span => new RenewalPolicy { Jitter = span },
            span => new RenewalPolicy { FailureCoolDown = span }, span => new RenewalPolicy { RateLimitCoolDown = span },
            span => new RenewalPolicy { RejectionCoolDown = span }, span => new RenewalPolicy { LongestCoolDown = span },
            span => new RenewalPolicy { WarnAfter = span },
        ];
        var century = TimeSpan.FromDays(36_525);
        Assert.All(policies, make =>
        {
            Assert.NotEqual(make(TimeSpan.Zero), make(century));
            Assert.Throws<ArgumentOutOfRangeException>(() => make(TimeSpan.FromTicks(-1)));
            Assert.Throws<ArgumentOutOfRangeException>(() => make(century + TimeSpan.FromTicks(1)));
        });
    }

    private static RenewalState Held(RenewalState state, string since = "09:00:00") =>
        state with { RateLimitCoolDown = CoolDown.From(At(since), TimeSpan.FromHours(1)) };

    private static DateTimeOffset At(string time) =>
        new(Nine.Date.Add(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), TimeSpan.Zero);

    private static string Text(RenewalDecision decision) => decision.Match(
        use: _ => "use",
        useAndRenew: d => $"use and renew {Text(d.With)}",
        renew: d => $"renew {Text(d.With)}",
        startAgain: d => $"start again {Text(d.With)}",
        wait: d => $"wait {d.Until:HH:mm:ss}",
        giveUp: d => $"give up {d.Reason}");

    private static string Text(Grant grant) => grant.Match(
        authorizationCode: _ => "authorization_code", password: _ => "password", app: _ => "app", refreshToken: _ => "refresh_token");
}
