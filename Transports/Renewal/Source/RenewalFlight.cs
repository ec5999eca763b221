using LanguageExt;
using Medallion.Threading;

namespace PodioOAuth.Functional;

/// <summary>One renewal from the lock to the stored reply. It belongs to the source: no caller's cancellation ends it.</summary>
/// <remarks>Write-ahead: the intent is stored before a refresh token is sent, and the reply before anybody is given the new access token.</remarks>
internal sealed class RenewalFlight(SourceSettings settings, LoginStore store, CancellationToken abort)
{
    private DateTimeOffset Now => settings.Time.GetUtcNow();

    /// <summary>Renews where that is still due once the lock is held and the store was read again.</summary>
    /// <param name="known">What the source knows.</param>
    internal Task<FlightResult> RunAsync(Known known) => WithLockAsync(known, async handle =>
    {
        var stored = await store.ReadAsync(abort).ConfigureAwait(false);
        return await stored.Match(
            Right: state => known.IsSaveOwedTo(state) ? SaveAsync(known) : RenewAsync(known.Merge(state, Now), handle),
            Left: error => Task.FromResult(new FlightResult(known, error))).ConfigureAwait(false);
    });

    /// <summary>Exchanges a code under the lock. Its intent is stored first, so that a crash leaves a named state.</summary>
    internal Task<FlightResult> SignInAsync(Known known, Grant code) => ReplaceAsync(
        known,
        (begun, handle) => begun.CoolDown is { } pause // The code is not spent: it can be sent when the pause has ended, if it lives so long.
            ? Task.FromResult(Failed(known, TokenSourceError.CoolingDown(pause.Until)))
            : AskAsync(begun, code, handle, intent: begun with { PendingSince = Now }));

    /// <summary>Stores a login that came from elsewhere.</summary>
    internal Task<FlightResult> RestoreAsync(Known known, SavedLogin login) => ReplaceAsync(known, async (begun, _) =>
    {
        var state = begun with { Login = login };
        return await StoreAsync(state).ConfigureAwait(false) is { } unwritten
            ? new(known, unwritten)
            : new(state, login.Token, _ => new RenewedEvent(login, RenewalCause.Restored));
    });

    // A login is replaced on purpose, but nothing that cannot be read: it may be another's, or what a person can still save. Limits stay.
    private Task<FlightResult> ReplaceAsync(
        Known known, Func<RenewalState, IDistributedSynchronizationHandle, Task<FlightResult>> work) => WithLockAsync(known, async handle =>
    {
        var stored = await store.ReadAsync(abort).ConfigureAwait(false);
        return await stored.Match(
            Right: state => work(
                new RenewalState(known.State.Origin) { CoolDown = Hold.Later(known.State.CoolDown, state.CoolDown, Now) }, handle),
            Left: error => Task.FromResult(Failed(known, error))).ConfigureAwait(false);
    });

    /// <summary>Removes the login from the store.</summary>
    internal Task<FlightResult> SignOutAsync(Known known) => WithLockAsync(known, async _ =>
        await FaultOf(store.RemoveAsync()).ConfigureAwait(false) is { } unchanged
            ? Failed(known, unchanged)
            : new(
                new RenewalState(known.State.Origin) { CoolDown = known.State.CoolDown },
                TokenSourceError.SignInAgain(SignInReason.NoLogin),
                _ => new SignedOutEvent()));

    // A reply whose save failed is saved before anything else.
    private async Task<FlightResult> SaveAsync(Known known) => await StoreAsync(known.State).ConfigureAwait(false) is { } unwritten
        ? new(known, unwritten)
        : Hand(known.State, known.Owed!.Sent);

    private async Task<FlightResult> WithLockAsync(Known known, Func<IDistributedSynchronizationHandle, Task<FlightResult>> work)
    {
        var held = await store.LockAsync(settings.LockTimeout, abort).ConfigureAwait(false);
        return await held.Match(
            Right: async handle =>
            {
                await using (handle.ConfigureAwait(false))
                {
                    return await work(handle).ConfigureAwait(false);
                }
            },
            Left: error => Task.FromResult(Failed(known, error))).ConfigureAwait(false);
    }

    private Task<FlightResult> RenewAsync(RenewalState state, IDistributedSynchronizationHandle handle) =>
        Renewal.Decide(settings.Policy, state, Now, settings.Share).Match(
            use: decision => Task.FromResult(new FlightResult(state, decision.Login.Token)),
            useAndRenew: decision => AskAsync(state, decision.With, handle),
            renew: decision => AskAsync(state, decision.With, handle),
            startAgain: decision => AskAsync(state, decision.With, handle),
            wait: decision => Task.FromResult(new FlightResult(state, TokenSourceError.CoolingDown(decision.Until))),
            giveUp: decision => Task.FromResult(new FlightResult(state, GiveUp(state, decision.Reason))));

    private static TokenSourceError GiveUp(RenewalState state, SignInReason reason) =>
        reason is SignInReason.ReplyLost or SignInReason.CodeSpent && state.PendingSince is { } since
            ? TokenSourceError.Undecided(since)
            : TokenSourceError.SignInAgain(reason);

    private async Task<FlightResult> AskAsync(
        RenewalState state, Grant grant, IDistributedSynchronizationHandle handle, RenewalState? intent = null)
    {
        intent ??= grant is RefreshTokenGrant ? state with { PendingSince = state.PendingSince ?? Now } : null;
        if (intent is not null && await StoreAsync(intent).ConfigureAwait(false) is { } unwritten)
        {
            return Failed(state, unwritten);
        }

        if (handle.HandleLostToken.IsCancellationRequested)
        {
            return Failed(state, TokenSourceError.LockLost);
        }

        var requestedAt = Now;
        var reply = await settings.Exchange(new TokenRequest(settings.Client, grant, settings.Format), abort).ConfigureAwait(false);
        return await reply.Match(
            Right: token => ReceivedAsync(state, new SavedLogin(token, requestedAt), grant),
            Left: error => FailedAsync(state, error, grant, handle)).ConfigureAwait(false);
    }

    private async Task<FlightResult> ReceivedAsync(RenewalState state, SavedLogin got, Grant grant)
    {
        var after = state.Received(got, grant);
        return await StoreAsync(after).ConfigureAwait(false) is { } unwritten
            ? Failed(new Known(after, new OwedSave(state.Login, grant)), unwritten)
            : Hand(after, grant);
    }

    // A token may have ended on its way: a machine that slept, a lifetime of nothing (PODIO 7.11). Asking again at once might go on for ever.
    private FlightResult Hand(RenewalState state, Grant grant)
    {
        var login = state.Login!;
        if (!login.IsExpired(Now))
        {
            return new(state, login.Token, _ => new RenewedEvent(login, CauseOf(grant)));
        }

        var pause = Hold.From(Now, settings.Policy.Pause);
        return Failed(state with { Pause = pause }, TokenSourceError.CoolingDown(pause.Until));
    }

    private async Task<FlightResult> FailedAsync(RenewalState state, OAuthError error, Grant grant, IDistributedSynchronizationHandle handle)
    {
        var after = state.Failed(error, grant, Now, settings.Policy);
        if (await StoreAsync(after).ConfigureAwait(false) is { } unwritten)
        {
            return Failed(after, unwritten);
        }

        if (error is RateLimitedError && await FaultOf(store.WriteCoolDownAsync(after)).ConfigureAwait(false) is { } unshared)
        {
            return Failed(after, unshared);
        }

        // A refused refresh token leaves the original grant, where there is one.
        return after.IsRefreshTokenSpent && !state.IsRefreshTokenSpent && after.Origin is { } origin
            ? await AskAsync(after, origin, handle).ConfigureAwait(false)
            : Failed(after, ErrorOf(after, error, grant));
    }

    private static FlightResult Failed(Known known, TokenSourceError error) => new(known, error, isOldServed =>
        error is CoolingDownError cooling ? new CoolingDownEvent(cooling.Until) : new RenewalFailedEvent(error, isOldServed));

    private static TokenSourceError ErrorOf(RenewalState after, OAuthError error, Grant grant) =>
        after.CoolDown is { } hold && error is RateLimitedError ? TokenSourceError.CoolingDown(hold.Until)
        : after is { IsRefreshTokenSpent: true, Origin: null } ? GiveUp(after, after.PendingSince is null ? SignInReason.RefreshTokenRejected : SignInReason.ReplyLost)
        : grant is AuthorizationCodeGrant && error is RejectedError { Kind: RejectionKind.InvalidGrant } ? TokenSourceError.SignInAgain(SignInReason.CodeRejected)
        : TokenSourceError.Exchange(error);

    private Task<TokenSourceError?> StoreAsync(RenewalState state) => FaultOf(store.WriteAsync(state));

    private static async Task<TokenSourceError?> FaultOf(Task<Either<TokenSourceError, RenewalState>> writing) =>
        (await writing.ConfigureAwait(false)).MatchUnsafe<TokenSourceError?>(Right: _ => null, Left: error => error);

    private static RenewalCause CauseOf(Grant grant) => grant switch
    {
        RefreshTokenGrant => RenewalCause.Refresh,
        AuthorizationCodeGrant => RenewalCause.SignIn,
        _ => RenewalCause.Start,
    };
}
