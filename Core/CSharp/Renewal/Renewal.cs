namespace PodioOAuth.Functional;

// Decide : RenewalPolicy × RenewalState × instant × share → RenewalDecision      total

/// <summary>Decides what to do with a login at an instant. Pure, without a clock of its own.</summary>
/// <remarks>
/// <para>It never returns a token that is known to have expired. For one login outside a cool-down, the decision only moves forward over
/// time: from use, to use and renew, to renew or start again.</para>
/// <para>If a token was requested in the future, the clock has been set back and the token's age is unknown. It is used and renewed in the
/// background, which makes its age known again; otherwise it would be served until the date of an incorrect clock. The clocks of machines
/// that share a login may differ by <see cref="RenewalPolicy.Skew"/>; a larger difference costs one extra renewal. If there is nothing to
/// renew with, the token is treated as one of unknown lifetime.</para>
/// <para>A token of unknown lifetime is used until an API call rejects it (PODIO 7.11).</para>
/// </remarks>
internal static class Renewal
{
    /// <summary>Decides what to do. The share is this source's part of <see cref="RenewalPolicy.Jitter"/>, from 0 to 1; other values are
    /// clamped.</summary>
    internal static RenewalDecision Decide(RenewalPolicy policy, RenewalState state, DateTimeOffset now, double share = 0)
    {
        var left = state.HasEnded(now) ? TimeSpan.Zero : Left(state, now);
        if (state.Login is not { } login || left <= TimeSpan.Zero)
        {
            return Get(policy, state, now);
        }

        var next = CoolingDownUntil(policy, state, now) is null ? NextGrant(state) : null; // Also null if there is nothing to renew with.
        return next is null || (left > AheadOf(policy, login, share) && !IsOfUnknownAge(policy, login, now)) ? new UseDecision(login)
            : left > SkewOf(policy, login) ? new UseAndRenewDecision(login, next)
            : Ask(next);
    }

    /// <summary>Decides without using the login's token, however valid it is, because the caller wants a new one.</summary>
    internal static RenewalDecision DecideAnew(RenewalPolicy policy, RenewalState state, DateTimeOffset now) => Get(policy, state, now);

    /// <summary>Until when <see cref="Decide"/> returns nothing but a decision to use this login, counted from its request and judged by
    /// its lifetime. Unlimited if the lifetime is unknown.</summary>
    internal static DateTimeOffset UsedAloneUntil(RenewalPolicy policy, SavedLogin login, double share = 0) =>
        login.ExpiresAt is { } expiresAt ? Instants.Add(expiresAt, -AheadOf(policy, login, share)) : DateTimeOffset.MaxValue;

    /// <summary>When the last renewal is so long ago that the refresh token may expire soon (PODIO 3.9, 7.3); null if there is no refresh
    /// token.</summary>
    internal static DateTimeOffset? WarningDueAt(RenewalPolicy policy, SavedLogin login) =>
        login.Token.RefreshToken is null ? null : Instants.Add(login.RequestedAt, policy.WarnAfter);

    /// <summary>Why only a person can get the next token; null if there is a grant to send.</summary>
    /// <returns>A <see cref="SignInAgainError"/>, or an <see cref="UndecidedError"/> if a reply was lost.</returns>
    internal static TokenSourceError? EndOf(RenewalState state) => NextGrant(state) is not null ? null : ReasonOf(state) switch
    {
        SignInReason.CodeSpent when state.PendingCodeSince is { } since => TokenSourceError.Undecided(since),
        SignInReason.ReplyLost when state.PendingSince is { } since => TokenSourceError.Undecided(since),
        var reason => TokenSourceError.SignInAgain(reason),
    };

    // The remaining lifetime, never more than the whole; practically unlimited if the lifetime is unknown.
    private static TimeSpan Left(RenewalState state, DateTimeOffset now) =>
        state.IsAccessTokenRejected ? TimeSpan.Zero
        : state.Login is { ExpiresAt: { } expiresAt, Token.Lifetime: { } lifetime } ? Instants.Min(expiresAt - now, lifetime)
        : TimeSpan.MaxValue;

    // Allows for the skew, so that a clock that is behind by that much, with a renewal that much before expiry, still yields at most a
    // lifetime.
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

    // Null outside a cool-down. Limited here as well, so that a cool-down from any other origin still ends.
    private static DateTimeOffset? CoolingDownUntil(RenewalPolicy policy, RenewalState state, DateTimeOffset now) => CoolDown.Later(
        state.RateLimitCoolDown?.AtMost(policy.LongestCoolDown), state.FailureCoolDown?.AtMost(policy.LongestCoolDown), now)?.Until;

    private static TimeSpan SkewOf(RenewalPolicy policy, SavedLogin login) => AtMostHalf(login, policy.Skew);

    private static TimeSpan AheadOf(RenewalPolicy policy, SavedLogin login, double share)
    {
        var jitter = policy.Jitter * (double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1));
        return AtMostHalf(login, Instants.Max(policy.Skew, policy.Ahead + jitter));
    }

    // No margin may use up the whole lifetime of a short-lived token: it would be renewed endlessly and never used.
    private static TimeSpan AtMostHalf(SavedLogin login, TimeSpan margin) =>
        login.Token.Lifetime is { } lifetime ? Instants.Max(Instants.Min(margin, lifetime / 2), TimeSpan.Zero) : margin;
}
