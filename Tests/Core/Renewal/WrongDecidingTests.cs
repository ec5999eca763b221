namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Deciders that are wrong on purpose: the laws tell them from the right one. Two public clients add the skew where they should
/// take it off (PODIO 6.7).</summary>
public sealed class WrongDecidingTests
{
    private static readonly Moment[] Drawn = Moments.All().Generator.Sample(3000, 50);

    // A token is taken for good until its end plus the skew, instead of minus.
    private static RenewalDecision WrongSigned(RenewalPolicy policy, RenewalState state, DateTimeOffset now, double share) =>
        state.Login is { Token.Lifetime: { } lifetime } login
            && now - login.RequestedAt < lifetime + policy.Skew
            && !state.IsAccessTokenRejected
            ? Renewal.Decide(policy, state with { Login = login with { Token = login.Token with { Lifetime = null } } }, now, share).Match(
                use: _ => Renewal.Decide(policy, state, login.RequestedAt, share),
                useAndRenew: d => d, renew: d => d, startAgain: d => d, wait: d => d, giveUp: d => d)
            : Renewal.Decide(policy, state, now, share);

    // Life is counted from when somebody asks, half an hour late.
    private static RenewalDecision CountedLate(RenewalPolicy policy, RenewalState state, DateTimeOffset now, double share) =>
        Renewal.Decide(policy, state, now < DateTimeOffset.MinValue.AddMinutes(30) ? now : now.AddMinutes(-30), share);

    // After its end a token gets younger again.
    private static RenewalDecision Backwards(RenewalPolicy policy, RenewalState state, DateTimeOffset now, double share) =>
        state.Login?.ExpiresAt is { } end && now > end && now - end < TimeSpan.FromHours(12) && end > DateTimeOffset.MinValue.AddDays(1)
            ? Renewal.Decide(policy, state, end - (now - end), share)
            : Renewal.Decide(policy, state, now, share);

    // The clock is taken at its word: what was requested on a later day has all the longer to live.
    private static RenewalDecision Trusting(RenewalPolicy policy, RenewalState state, DateTimeOffset now, double share) =>
        state.Login is { Token.Lifetime: { } lifetime } login && lifetime > TimeSpan.Zero && now < login.RequestedAt
            ? Renewal.Decide(policy, state, login.RequestedAt, share)
            : Renewal.Decide(policy, state, now, share);

    [Fact]
    public void The_right_one_keeps_every_law() => Assert.All(Drawn, moment => Assert.True(
        DecidingLaws.NothingExpired(Renewal.Decide, moment)
        && DecidingLaws.NothingWithinTheSkew(Renewal.Decide, moment)
        && DecidingLaws.NothingOfUnknownAgeAlone(Renewal.Decide, moment)
        && DecidingLaws.OneWay(Renewal.Decide, moment)));

    [Fact]
    public void A_skew_with_the_wrong_sign_returns_expired_tokens()
    {
        Assert.Contains(Drawn, moment => !DecidingLaws.NothingExpired(WrongSigned, moment));
        Assert.Contains(Drawn, moment => !DecidingLaws.NothingWithinTheSkew(WrongSigned, moment));
    }

    [Fact]
    public void A_lifetime_that_is_counted_late_is_detected()
    {
        Assert.Contains(Drawn, moment => !DecidingLaws.NothingExpired(CountedLate, moment));
        Assert.Contains(Drawn, moment => !DecidingLaws.NothingWithinTheSkew(CountedLate, moment));
    }

    [Fact]
    public void A_trusted_clock_is_detected()
    {
        Assert.Contains(Drawn, moment => !DecidingLaws.NothingOfUnknownAgeAlone(Trusting, moment));
        Assert.Contains(ClockDays.All().Generator.Sample(300, 50), day => !day.KeepsLives(Trusting));
    }

    [Fact]
    public void Time_that_runs_backwards_is_detected() => Assert.Contains(Drawn, moment => !DecidingLaws.OneWay(Backwards, moment));
}
