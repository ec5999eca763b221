namespace PodioOAuth.Functional;

/// <content>The beginning and the end of a login, on somebody's word.</content>
internal sealed partial class RenewalFlight
{
    /// <summary>Exchanges a code under the lock. The intent is stored first, beside the login that may be there: a crash leaves a named
    /// state, and a code that is refused leaves that login.</summary>
    internal async Task<FlightResult> SignInAsync(Known known, Grant code)
    {
        var result = await WithStoredAsync(known, state =>
        {
            var before = known.IsSaveOwedTo(state) ? known.State : known.Merge(state, Now); // A save that is owed goes with the intent.
            // During a limit the code is not spent: it can be sent when that has ended, if it lives so long.
            return LimitOf(known, state) is { } limit
                ? Task.FromResult(FlightResult.Failed(known, TokenSourceError.CoolingDown(limit.Until)))
                : AskAsync(before, code, intent: before with { PendingCodeSince = Now }, known);
        }).ConfigureAwait(false);
        return await SettleAsync(result, isRenewal: false).ConfigureAwait(false);
    }

    /// <summary>Stores a login that came from elsewhere.</summary>
    internal Task<FlightResult> RestoreAsync(Known known, SavedLogin login) => WithStoredAsync(known, async state =>
    {
        var restored = new RenewalState(known.State.Origin, login) { RateLimitCoolDown = LimitOf(known, state) };
        return await StoreAsync(restored).ConfigureAwait(false) is { } unwritten
            ? FlightResult.Failed(known, unwritten)
            : new(restored, login.Token, _ => new RenewedEvent(login, RenewalCause.Restored));
    });

    /// <summary>Removes the login from the store.</summary>
    internal Task<FlightResult> SignOutAsync(Known known) => WithLockAsync(known, async () =>
        await FaultOf(store.RemoveAsync()).ConfigureAwait(false) is { } unchanged
            ? FlightResult.Failed(known, unchanged)
            : new(
                new RenewalState(known.State.Origin) { RateLimitCoolDown = known.State.RateLimitCoolDown },
                TokenSourceError.SignInAgain(SignInReason.NoLogin),
                _ => new SignedOutEvent()));

    /// <summary>Writes the limit that an API call met beside the login, whatever login that is by now.</summary>
    internal Task<FlightResult> ShareLimitAsync(Known known) => WithStoredAsync(known, async state =>
    {
        if (known.IsSaveOwedTo(state))
        {
            return await SaveAsync(known).ConfigureAwait(false);
        }

        var limited = known.Merge(state, Now);
        return limited.RateLimitCoolDown is not { } limit ? new(limited, TokenSourceError.CoolingDown(Now)) // Over by now.
            : limit != state.RateLimitCoolDown && await StoreAsync(limited).ConfigureAwait(false) is { } unwritten
                ? FlightResult.Failed(known, unwritten)
            : FlightResult.Failed(limited, TokenSourceError.CoolingDown(limit.Until));
    });

    // A limit outlives the login that met it.
    private CoolDown? LimitOf(Known known, RenewalState stored) =>
        CoolDown.Later(known.State.RateLimitCoolDown, stored.RateLimitCoolDown, Now);
}
