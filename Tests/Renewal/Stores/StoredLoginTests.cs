namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>What an entry says to who has no source.</summary>
public sealed class StoredLoginTests
{
    private static readonly SavedLogin Login = new(
        new Token("access", "bearer", TimeSpan.FromHours(8), "refresh", TokenReference.None, Scope: null), Bench.Start);

    private static readonly RenewalState State = new(origin: null, Login);

    // After so many hours: why there is no token, and whether a source would ask for one.
    private static readonly Dictionary<string, (RenewalState State, double Hours, TokenSourceError? Error, bool IsDue)> Cases = new()
    {
        ["nobody has signed in"] = (new(origin: null), 0, Bench.NoLogin, false),
        ["it lives"] = (State, 7, null, false),
        ["it lives, and is renewed ahead"] = (State, 7.9, null, true),
        ["it has expired"] = (State, 8, null, true),
        ["it has expired during a limit"] = (
            State with { RateLimitCoolDown = CoolDown.From(Bench.Start, TimeSpan.FromHours(9)) }, 8,
            TokenSourceError.CoolingDown(Bench.Start.AddHours(9)), false),
        ["its refresh token was rejected"] = (
            State with { IsRefreshTokenSpent = true }, 8, TokenSourceError.SignInAgain(SignInReason.RefreshTokenRejected), false),
        ["a reply was lost"] = (
            State with { IsRefreshTokenSpent = true, PendingSince = Bench.Start }, 8, TokenSourceError.Undecided(Bench.Start), false),
        ["it has ended by itself"] = (State with { EndsAt = Bench.Start.AddHours(1) }, 1, Bench.NoLogin, false),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_stored_login_predicts_what_a_source_would_do(string name)
    {
        var (state, hours, error, isDue) = Cases[name];
        var (stored, now) = (new StoredLogin(state), Bench.Start.AddHours(hours));
        Assert.Equal((error, isDue), (stored.ErrorAt(now), stored.IsRenewalDue(now)));
    }

    [Fact]
    public void A_custom_policy_decides_when_to_renew()
    {
        var stored = new StoredLogin(State);
        var policy = RenewalPolicy.Default with { Ahead = TimeSpan.FromHours(3) };
        Assert.Equal((Bench.Start.AddHours(5), true), (stored.RenewsAt(policy), stored.IsRenewalDue(Bench.Start.AddHours(5), policy)));
        Assert.Equal(Bench.Start.AddHours(8) - RenewalPolicy.Default.Ahead, stored.RenewsAt());
        Assert.Null(new StoredLogin(new RenewalState(origin: null)).RenewsAt());
    }

    [Fact]
    public void It_prints_when_it_was_ended_and_no_secret() => Assert.Equal(
        $"StoredLogin {{ Login = {Login}, SignedOutAt = 2026-08-11T09:00:00+00:00 }}",
        new StoredLogin(State with { SignedOutAt = Bench.Start }).ToString());
}
