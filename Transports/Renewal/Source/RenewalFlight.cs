using LanguageExt;
using static PodioOAuth.Functional.LoginStore;

namespace PodioOAuth.Functional;

/// <summary>One renewal, from the lock to the stored reply. It belongs to the source: no caller's cancellation ends it.</summary>
/// <remarks>Write-ahead: the intent is stored before a refresh token is sent, and the reply before any caller gets the new access token.
/// All writes go through <see cref="LockedLogin"/>, so that nothing is written without the lock.</remarks>
internal sealed partial class RenewalFlight(SourceSettings settings, LoginStore store, CancellationToken abort)
{
    private const int MostLooks = 3; // The number of attempts to acquire the lock, if it may be lost undetected.

    /// <summary>The last grant sent, whose secrets an exception may quote; null for none.</summary>
    internal Grant? Sent { get; private set; }

    private DateTimeOffset Now => settings.Time.GetUtcNow();

    /// <summary>Renews the login if that is still due after the lock was acquired and the store read again.</summary>
    /// <param name="known">The state of the source.</param>
    /// <param name="notBefore">A login requested before this time is renewed even if it is valid; null for none.</param>
    internal async Task<FlightResult> RunAsync(Known known, DateTimeOffset? notBefore = null)
    {
        var result = await LookAsync(known, notBefore).ConfigureAwait(false);
        if (known.IsLostBy(new StoredState(result.Known.State)))
        {
            // Podio has just rejected an older login that another process wrote back. The newer one, which is known here, replaces it.
            result = Asking.ErrorOf(result.Answer) is (StoreError or LockLostError) and { } unwritten
                ? FlightResult.Failed(known, unwritten)
                : await LookAsync(known, notBefore).ConfigureAwait(false);
        }

        var settled = await SettleAsync(result, isRenewal: true).ConfigureAwait(false);
        return settings.Options.StartsWithoutStore ? await StartWithoutStoreAsync(settled).ConfigureAwait(false) : settled;
    }

    private Task<FlightResult> LookAsync(Known known, DateTimeOffset? notBefore) => WithStoredAsync(
        known,
        (login, stored) => known.IsSaveOwedTo(stored)
            ? SaveThenGoOnAsync(login, known, stored, notBefore)
            : GoOnAsync(login, known, stored, notBefore));

    // The stored login is replaced on purpose, but never another owner's entry.
    private async Task<FlightResult> WithStoredAsync(Known known, Func<LockedLogin, StoredState, Task<FlightResult>> work)
    {
        for (var look = 1; ; look++)
        {
            var done = await store.WithLockAsync(settings.LockTimeout, mayDoubt: look < MostLooks, ReadThenWork, abort)
                .ConfigureAwait(false);
            var result = done.Match(Right: result => result, Left: error => FlightResult.NotLocked(known, error));
            if (!result.IsOnceMore)
            {
                return result;
            }
        }

        async Task<FlightResult> ReadThenWork(LockedLogin login)
        {
            var read = await login.ReadAsync(abort).ConfigureAwait(false);
            return await read.Match(
                Right: stored => work(login, stored),
                Left: error => Task.FromResult(FlightResult.Failed(known, error))).ConfigureAwait(false);
        }
    }

    // A source that has the login keeps it if the entry was evicted or can't be read. Without a login, an app or a password starts again
    // and replaces an unreadable entry, and a person gets the error.
    private async Task<FlightResult> GoOnAsync(LockedLogin login, Known known, StoredState stored, DateTimeOffset? notBefore)
    {
        if (UnreadableTo(known, stored) is { } torn)
        {
            return FlightResult.Failed(known, torn);
        }

        var isLost = known.IsLostBy(stored);
        var state = StandingOf(known, stored);
        if (isLost && await login.StoreAsync(state).ConfigureAwait(false) is { } unwritten)
        {
            return FlightResult.Failed(known, unwritten);
        }

        var result = await GoOnAsync(login, state, notBefore).ConfigureAwait(false);
        return stored.Torn is { } replaced ? result.After(new RenewalFailedEvent(replaced, IsOldTokenServed: isLost)) : result;
    }

    // A person's login that exists only in an unreadable entry is replaced only by a sign-in or a sign-out, because the keys may be
    // recovered.
    private static TokenSourceError? UnreadableTo(Known known, StoredState stored) =>
        known.State is { Login: null, Origin: null } ? stored.Torn : null;

    // A sign-in over a login may have ended without a reply. The login still exists and continues, and the fate of the code is reported
    // once.
    private async Task<FlightResult> GoOnAsync(LockedLogin login, RenewalState state, DateTimeOffset? notBefore)
    {
        if (state is not { Login: { } saved, PendingCodeSince: { } since } || Decide(state, notBefore) is GiveUpDecision)
        {
            return await RenewAsync(login, state, notBefore).ConfigureAwait(false);
        }

        var settled = state with { PendingCodeSince = null };
        var isServed = !state.IsAccessTokenRejected && !saved.IsExpired(Now);
        return await login.StoreAsync(settled).ConfigureAwait(false) is { } unwritten
            ? FlightResult.Failed(state, unwritten)
            : (await RenewAsync(login, settled, notBefore).ConfigureAwait(false)).After(
                new RenewalFailedEvent(TokenSourceError.Undecided(since), isServed));
    }

    // A reply that couldn't be saved is saved before anything else.
    private async Task<FlightResult> SaveAsync(LockedLogin login, Known known, StoredState stored)
    {
        var state = StandingOf(known, stored);
        return await login.StoreAsync(state).ConfigureAwait(false) is { } unwritten
            ? FlightResult.Failed(known, unwritten)
            : Hand(state, known.Owed!.Sent);
    }

    // It may be useless by then: expired, rejected meanwhile, or older than requested.
    private async Task<FlightResult> SaveThenGoOnAsync(LockedLogin login, Known known, StoredState stored, DateTimeOffset? notBefore)
    {
        var saved = await SaveAsync(login, known, stored).ConfigureAwait(false);
        var (state, got) = (StandingOf(known, stored), known.State.Login!);
        return saved.Known.Owed is not null || !(state.IsAccessTokenRejected || got.IsExpired(Now) || got.RequestedAt < notBefore)
            ? saved
            : await GoOnAsync(login, state, notBefore).ConfigureAwait(false);
    }

    /// <summary>Saves a reply that couldn't be saved, unless another process has continued since.</summary>
    internal Task<FlightResult> SaveOwedAsync(Known known) =>
        SaveOwedAsync(known, stored => new FlightResult(Merged(stored, known), TokenSourceError.LockLost));

    private Task<FlightResult> SaveOwedAsync(Known known, Func<RenewalState, FlightResult> otherwise) => WithStoredAsync(
        known,
        (login, stored) => known.IsSaveOwedTo(stored) ? SaveAsync(login, known, stored) : Task.FromResult(otherwise(stored.State)));

    private Task<FlightResult> RenewAsync(LockedLogin login, RenewalState state, DateTimeOffset? notBefore = null) =>
        Decide(state, notBefore).Match(
            use: decision => Task.FromResult(new FlightResult(state, decision.Login.Token)),
            useAndRenew: decision => AskAsync(login, state, decision.With),
            renew: decision => AskAsync(login, state, decision.With),
            startAgain: decision => AskAsync(login, state, decision.With),
            wait: decision => Task.FromResult(new FlightResult(state, TokenSourceError.CoolingDown(decision.Until))),
            giveUp: decision => Task.FromResult(
                new FlightResult(state, Renewal.EndOf(state) ?? TokenSourceError.SignInAgain(decision.Reason))));

    // The login as the store and the source know it: the unsaved reply, the source's own login if the store has lost it, or the stored one.
    // Each with what else is known: a limit, codes, and a rejection of the same login.
    private RenewalState StandingOf(Known known, StoredState stored) =>
        known.IsSaveOwedTo(stored) ? Merged(known.State.WithCodesAfter(stored.State), stored.State)
        : known.IsLostBy(stored) ? Merged(known.State with { IsWrittenBack = true }, stored.State)
        : Merged(stored.State, known);

    // With what else the older one knows.
    private RenewalState Merged(RenewalState newer, Known known) => newer.MergedWith(known.State, Now, settings.Policy);

    private RenewalDecision Decide(RenewalState state, DateTimeOffset? notBefore) => state.Login?.RequestedAt < notBefore
        ? Renewal.DecideAnew(settings.Policy, state, Now)
        : Renewal.Decide(settings.Policy, state, Now, settings.Share);

    // A reply that arrived after the lock was lost isn't written without it. It is written under a new lock if the stored login is
    // unchanged: then it is the only one, even if another process has meanwhile learned that the refresh token is used up. A login that
    // another process obtained is newer, and is kept.
    private Task<FlightResult> SettleAsync(FlightResult result, bool isRenewal)
    {
        return result.Known.Owed is null || !result.IsLockLost ? Task.FromResult(result) : SaveOwedAsync(result.Known, Instead);

        FlightResult Instead(RenewalState stored) =>
            isRenewal && stored is { IsAccessTokenRejected: false, Login: { } saved } && !saved.IsExpired(Now)
                ? new FlightResult(stored, saved.Token)
                : FlightResult.Failed(stored, TokenSourceError.LockLost);
    }

    // A token may have expired on its way: the machine slept, or the lifetime is zero (PODIO 7.11). Requesting another one at once might
    // never end.
    private FlightResult Hand(RenewalState state, Grant grant)
    {
        var login = state.Login!;
        if (!login.IsExpired(Now))
        {
            return new(state, login.Token, _ => new RenewedEvent(login, CauseOf(grant)));
        }

        var coolDown = CoolDown.From(Now, settings.Policy.FailureCoolDown).AtMost(settings.Policy.LongestCoolDown);
        return FlightResult.Failed(state with { FailureCoolDown = coolDown }, TokenSourceError.CoolingDown(coolDown.Until));
    }

    private static RenewalCause CauseOf(Grant grant) => grant.Kind.Use switch
    {
        GrantUse.UntilReplaced => RenewalCause.Refresh,
        GrantUse.Always => RenewalCause.Start,
        _ => RenewalCause.SignIn,
    };
}
