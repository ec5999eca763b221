namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>What decides: Core, or something that is wrong on purpose.</summary>
internal delegate RenewalDecision Deciding(RenewalPolicy policy, RenewalState state, DateTimeOffset now, double share);

/// <summary>The laws of deciding, as functions, so that wrong deciders can be shown to break them.</summary>
internal static class DecidingLaws
{
    internal static RenewalDecision By(this Deciding deciding, Moment moment) =>
        deciding(moment.Policy, moment.State, moment.Now, moment.Share);

    /// <summary>The login that is handed out, or null.</summary>
    internal static SavedLogin? Served(this RenewalDecision decision) => decision.Match<SavedLogin?[]>(
        use: d => [d.Login], useAndRenew: d => [d.Login], renew: _ => [null], startAgain: _ => [null], wait: _ => [null],
        giveUp: _ => [null])[0];

    /// <summary>No token is handed out that is known to have expired: its life counts from before the request was sent.</summary>
    internal static bool NothingExpired(Deciding deciding, Moment moment) => deciding.By(moment).Served() is not { } login
        || (login == moment.State.Login && !moment.State.IsAccessTokenRejected
            && (login.Token.Lifetime is not { } lifetime
                || (lifetime > TimeSpan.Zero && moment.Now - login.RequestedAt < lifetime) || IsBeyondTime(login)));

    /// <summary>With no more than the skew left, and nothing in the way of renewing, it is renewed before anybody is given
    /// anything.</summary>
    internal static bool NothingWithinTheSkew(Deciding deciding, Moment moment)
    {
        var free = moment.Free;
        return free.State.Login is not { Token.Lifetime: { } lifetime } login
            || lifetime <= 2 * moment.Policy.Skew
            || IsBeyondTime(login)
            || !CanAsk(free.State)
            || lifetime - (free.Now - login.RequestedAt) > moment.Policy.Skew
            || deciding.By(free).Served() is null;
    }

    /// <summary>A token whose age nobody knows, for the clock was set back since it was requested, is renewed where it can be.</summary>
    internal static bool NothingOfUnknownAgeAlone(Deciding deciding, Moment moment) =>
        IsOfKnownAge(moment, moment.Now) || !CanAsk(moment.State) || deciding.By(moment.Free) is not UseDecision;

    /// <summary>From the instant of its request on, time moves the decisions about one login one way: use, use and renew, ask or give
    /// up.</summary>
    internal static bool OneWay(Deciding deciding, Moment moment)
    {
        var free = moment.Free;
        return !IsOfKnownAge(moment, moment.Now) || Stage(deciding.By(free)) <= Stage(deciding.By(free with { Now = free.Later }));
    }

    /// <summary>Whether the clock cannot have been set back by more than the skew since the token was requested; of a short-lived token by
    /// no more than half of its life.</summary>
    internal static bool IsOfKnownAge(Moment moment, DateTimeOffset now) => moment.State.Login is not { Token.Lifetime: { } lifetime } login
        || login.RequestedAt - now <= moment.Policy.Skew && 2 * (login.RequestedAt - now).Ticks <= Math.Max(lifetime.Ticks, 0);

    internal static bool CanAsk(RenewalState state) =>
        state.Origin is not null || (state.Login?.Token.RefreshToken is not null && !state.IsRefreshTokenSpent);

    private static int Stage(RenewalDecision decision) => decision.Match(
        use: _ => 0, useAndRenew: _ => 1, renew: _ => 2, startAgain: _ => 2, wait: _ => 3, giveUp: _ => 2);

    // Where the sum of instant and lifetime is no instant any more, the end of time stands for it.
    private static bool IsBeyondTime(SavedLogin login) =>
        new System.Numerics.BigInteger(login.RequestedAt.UtcTicks) + login.Token.Lifetime!.Value.Ticks > DateTime.MaxValue.Ticks
        || login.RequestedAt.UtcTicks + login.Token.Lifetime.Value.Ticks < 0;
}
