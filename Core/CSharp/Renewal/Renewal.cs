namespace PodioOAuth.Functional;

// Decide : RenewalPolicy × RenewalState × instant × share → RenewalDecision      total

/// <summary>What to do with a login at an instant: pure, without a clock of its own.</summary>
/// <remarks>
/// <para>It never hands out a token that is known to have expired. For one login, and during no cool-down, time moves it one
/// way only: from use, to use and renew, to renew or start again.</para>
/// <para>Where a token was requested at an instant that is still to come, the clock was set back since, and nobody knows how old the
/// token is. It is used, and renewed in the background: then its age is known again, and it is not served until a wrong clock's day has
/// come. Clocks of machines that share a login may differ by <see cref="RenewalPolicy.Skew"/>; where they differ by more, it costs one
/// renewal more. Where there is nothing to renew with, it is as a token of unknown lifetime.</para>
/// <para>A token of unknown lifetime is used until a call refuses it (PODIO 7.11).</para>
/// </remarks>
internal static class Renewal
{
    /// <summary>Decides. The share is this source's of <see cref="RenewalPolicy.Jitter"/>, from 0 to 1; outside of it the nearest of the
    /// two.</summary>
    internal static RenewalDecision Decide(RenewalPolicy policy, RenewalState state, DateTimeOffset now, double share = 0)
    {
        var left = state.HasEnded(now) ? TimeSpan.Zero : Left(state, now);
        if (state.Login is not { } login || left <= TimeSpan.Zero)
        {
            return Get(policy, state, now);
        }

        var next = CoolingDownUntil(policy, state, now) is null ? NextGrant(state) : null; // Null too where there is nothing to renew with.
        return next is null || (left > AheadOf(policy, login, share) && !IsOfUnknownAge(policy, login, now)) ? new UseDecision(login)
            : left > SkewOf(policy, login) ? new UseAndRenewDecision(login, next)
            : Ask(next);
    }

    /// <summary>Decides without the login's token, however good it is: somebody wants another one.</summary>
    internal static RenewalDecision DecideAnew(RenewalPolicy policy, RenewalState state, DateTimeOffset now) => Get(policy, state, now);

    /// <summary>Until when <see cref="Decide"/> says no more of this login than to use it, from the instant of its request on and as far as
    /// its lifetime goes. For ever where nobody knows the lifetime.</summary>
    internal static DateTimeOffset UsedAloneUntil(RenewalPolicy policy, SavedLogin login, double share = 0) =>
        login.ExpiresAt is { } expiresAt ? Instants.Add(expiresAt, -AheadOf(policy, login, share)) : DateTimeOffset.MaxValue;

    /// <summary>When the last renewal is so long ago that its refresh token may end soon (PODIO 3.9, 7.3); null where there is none to
    /// end.</summary>
    internal static DateTimeOffset? WarningDueAt(RenewalPolicy policy, SavedLogin login) =>
        login.Token.RefreshToken is null ? null : Instants.Add(login.RequestedAt, policy.WarnAfter);

    /// <summary>Why only a person can get the next token; null where there is a grant to ask with.</summary>
    /// <returns>A <see cref="SignInAgainError"/>, or an <see cref="UndecidedError"/> where a reply was lost.</returns>
    internal static TokenSourceError? EndOf(RenewalState state) => NextGrant(state) is not null ? null : ReasonOf(state) switch
    {
        SignInReason.CodeSpent when state.PendingCodeSince is { } since => TokenSourceError.Undecided(since),
        SignInReason.ReplyLost when state.PendingSince is { } since => TokenSourceError.Undecided(since),
        var reason => TokenSourceError.SignInAgain(reason),
    };

    // What is left of the token's life, which is never more than all of it; as good as for ever where nobody knows.
    private static TimeSpan Left(RenewalState state, DateTimeOffset now) =>
        state.IsAccessTokenRejected ? TimeSpan.Zero
        : state.Login is { ExpiresAt: { } expiresAt, Token.Lifetime: { } lifetime } ? Instants.Min(expiresAt - now, lifetime)
        : TimeSpan.MaxValue;

    // The skew, so that with a clock that is behind by so much, and a renewal that comes so much before the end, it is a lifetime at most.
    private static bool IsOfUnknownAge(RenewalPolicy policy, SavedLogin login, DateTimeOffset now) =>
        login.Token.Lifetime is not null && login.RequestedAt - now > SkewOf(policy, login);

    private static RenewalDecision Get(RenewalPolicy policy, RenewalState state, DateTimeOffset now) =>
        state.HasEnded(now) ? new GiveUpDecision(SignInReason.NoLogin)
        : NextGrant(state) is not { } grant ? new GiveUpDecision(ReasonOf(state))
        : CoolingDownUntil(policy, state, now) is { } until ? new WaitDecision(until)
        : Ask(grant);

    private static RenewalDecision Ask(Grant grant) =>
        grant.Kind.Use == GrantUse.UntilReplaced ? new RenewDecision(grant) : new StartAgainDecision(grant);

    private static Grant? NextGrant(RenewalState state) =>
        state is { IsRefreshTokenSpent: false, Login.Token.RefreshToken: { } refreshToken }
            ? Grant.RefreshToken(refreshToken)
            : state.Origin;

    private static SignInReason ReasonOf(RenewalState state) =>
        state.PendingCodeSince is not null ? SignInReason.CodeSpent
        : state.Login is null ? SignInReason.NoLogin
        : state.Login.Token.RefreshToken is null ? SignInReason.NoRefreshToken
        : state.PendingSince is not null ? SignInReason.ReplyLost
        : SignInReason.RefreshTokenRejected;

    // Null during no cool-down. Cut here too, so that one that came in by no way that is known still ends.
    private static DateTimeOffset? CoolingDownUntil(RenewalPolicy policy, RenewalState state, DateTimeOffset now) => CoolDown.Later(
        state.RateLimitCoolDown?.AtMost(policy.LongestCoolDown), state.FailureCoolDown?.AtMost(policy.LongestCoolDown), now)?.Until;

    private static TimeSpan SkewOf(RenewalPolicy policy, SavedLogin login) => AtMostHalf(login, policy.Skew);

    private static TimeSpan AheadOf(RenewalPolicy policy, SavedLogin login, double share)
    {
        var jitter = policy.Jitter * (double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1));
        return AtMostHalf(login, Instants.Max(policy.Skew, policy.Ahead + jitter));
    }

    // Of a short-lived token no margin may take it all: it would be renewed without end, and never used.
    private static TimeSpan AtMostHalf(SavedLogin login, TimeSpan margin) =>
        login.Token.Lifetime is { } lifetime ? Instants.Max(Instants.Min(margin, lifetime / 2), TimeSpan.Zero) : margin;
}
