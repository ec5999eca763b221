using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>One renewal from the lock to the stored reply. It belongs to the source: no caller's cancellation ends it.</summary>
/// <remarks>Write-ahead: the intent is stored before a refresh token is sent, and the reply before anybody is given the new access token.
/// Without the lock nothing is sent, and nothing of the login is written: see <c>RenewalFlight.Lock.cs</c>.</remarks>
internal sealed partial class RenewalFlight(SourceSettings settings, LoginStore store, CancellationToken abort)
{
    private DateTimeOffset Now => settings.Time.GetUtcNow();

    /// <summary>Renews where that is still due once the lock is held and the store was read again.</summary>
    /// <param name="known">What the source knows.</param>
    internal async Task<FlightResult> RunAsync(Known known)
    {
        var result = await WithStoredAsync(known, state =>
            known.IsSaveOwedTo(state) ? SaveAsync(known) : GoOnAsync(known.Merge(state, Now))).ConfigureAwait(false);
        return await SettleAsync(result, isRenewal: true).ConfigureAwait(false);
    }

    // A sign-in over a login may have ended without a reply. The login is still there: it goes on, and what became of the code is told
    // once.
    private async Task<FlightResult> GoOnAsync(RenewalState state)
    {
        if (state is not { Login: { } login, PendingCodeSince: { } since } || Decide(state) is GiveUpDecision)
        {
            return await RenewAsync(state).ConfigureAwait(false);
        }

        var settled = state with { PendingCodeSince = null };
        var isServed = !state.IsAccessTokenRejected && !login.IsExpired(Now);
        return await StoreAsync(settled).ConfigureAwait(false) is { } unwritten
            ? FlightResult.Failed(state, unwritten)
            : (await RenewAsync(settled).ConfigureAwait(false)).After(
                new RenewalFailedEvent(TokenSourceError.Undecided(since), isServed));
    }

    // A reply whose save failed is saved before anything else.
    private async Task<FlightResult> SaveAsync(Known known) => await StoreAsync(known.State).ConfigureAwait(false) is { } unwritten
        ? FlightResult.Failed(known, unwritten)
        : Hand(known.State, known.Owed!.Sent);

    private Task<FlightResult> RenewAsync(RenewalState state) =>
        Decide(state).Match(
            use: decision => Task.FromResult(new FlightResult(state, decision.Login.Token)),
            useAndRenew: decision => AskAsync(state, decision.With),
            renew: decision => AskAsync(state, decision.With),
            startAgain: decision => AskAsync(state, decision.With),
            wait: decision => Task.FromResult(new FlightResult(state, TokenSourceError.CoolingDown(decision.Until))),
            giveUp: decision => Task.FromResult(
                new FlightResult(state, Renewal.EndOf(state) ?? TokenSourceError.SignInAgain(decision.Reason))));

    private RenewalDecision Decide(RenewalState state) => Renewal.Decide(settings.Policy, state, Now, settings.Share);

    private async Task<FlightResult> AskAsync(RenewalState state, Grant grant, RenewalState? intent = null, Known? known = null)
    {
        if (IsLockInDoubt)
        {
            return FlightResult.OnceMore(state);
        }

        intent ??= grant.Kind.Use == GrantUse.UntilReplaced ? state with { PendingSince = state.PendingSince ?? Now } : null;
        if (intent is not null && await StoreAsync(intent).ConfigureAwait(false) is { } unwritten)
        {
            return FlightResult.Failed(known ?? state, unwritten); // A save that was owed is owed still.
        }

        if (IsLockLost || IsLockInDoubt)
        {
            return IsLockLost ? FlightResult.Failed(state, TokenSourceError.LockLost) : FlightResult.OnceMore(state);
        }

        var requestedAt = Now;
        var reply = await settings.Exchange(new TokenRequest(settings.Client, grant, settings.Format), abort).ConfigureAwait(false);
        return await reply.Match(
            Right: token => ReceivedAsync(state, new SavedLogin(token, requestedAt), grant),
            Left: error => FailedAsync(state, error, grant)).ConfigureAwait(false);
    }

    private async Task<FlightResult> ReceivedAsync(RenewalState state, SavedLogin got, Grant grant)
    {
        var after = state.Received(got, grant);
        return await StoreAsync(after).ConfigureAwait(false) is { } unwritten
            ? FlightResult.Failed(new Known(after, new OwedSave(state.Login, grant)), unwritten)
            : Hand(after, grant);
    }

    // A token may have ended on its way: a machine that slept, a lifetime of nothing (PODIO 7.11). Asking again at once might go on for
    // ever.
    private FlightResult Hand(RenewalState state, Grant grant)
    {
        var login = state.Login!;
        if (!login.IsExpired(Now))
        {
            return new(state, login.Token, _ => new RenewedEvent(login, CauseOf(grant)));
        }

        var coolDown = CoolDown.From(Now, settings.Policy.FailureCoolDown);
        return FlightResult.Failed(state with { FailureCoolDown = coolDown }, TokenSourceError.CoolingDown(coolDown.Until));
    }

    private async Task<FlightResult> FailedAsync(RenewalState state, OAuthError error, Grant grant)
    {
        var after = state.Failed(error, grant, Now, settings.Policy);
        // Then whoever has another client secret need not wait.
        var isOfClient = error is RejectedError { Kind: RejectionKind.InvalidClient };
        if (error is RateLimitedError && await FaultOf(store.WriteCoolDownAsync(after)).ConfigureAwait(false) is { } unshared)
        {
            return FlightResult.Failed(after, unshared);
        }

        var stored = isOfClient ? after with { FailureCoolDown = state.FailureCoolDown } : after;
        if (await StoreAsync(stored).ConfigureAwait(false) is { } unwritten)
        {
            return FlightResult.Failed(after, unwritten);
        }

        // A refused refresh token leaves the original grant, where there is one.
        return after.IsRefreshTokenSpent && !state.IsRefreshTokenSpent && after.Origin is { } origin
            ? await AskAsync(after, origin).ConfigureAwait(false)
            : FlightResult.Failed(after, ErrorOf(after, error, grant));
    }

    // No Match: it asks for the cases that a source has a better word for. Any other error, and one to come, is handed on as it is.
    private static TokenSourceError ErrorOf(RenewalState after, OAuthError error, Grant grant) =>
        (error, grant.Kind.Use) switch
        {
            (RateLimitedError, _) when after.RateLimitCoolDown is { } limit => TokenSourceError.CoolingDown(limit.Until),
            (RejectedError { Kind: RejectionKind.InvalidGrant }, GrantUse.Once) => TokenSourceError.SignInAgain(SignInReason.CodeRejected),
            (RejectedError { Kind: RejectionKind.InvalidGrant }, GrantUse.UntilReplaced) =>
                Renewal.EndOf(after) ?? TokenSourceError.Exchange(error),
            _ => TokenSourceError.Exchange(error),
        };

    private Task<TokenSourceError?> StoreAsync(RenewalState state) => IsLockLost
        ? Task.FromResult<TokenSourceError?>(TokenSourceError.LockLost)
        : FaultOf(store.WriteAsync(state));

    private static async Task<TokenSourceError?> FaultOf(Task<Either<TokenSourceError, RenewalState>> writing) =>
        (await writing.ConfigureAwait(false)).MatchUnsafe<TokenSourceError?>(Right: _ => null, Left: error => error);

    private static RenewalCause CauseOf(Grant grant) => grant.Kind.Use switch
    {
        GrantUse.UntilReplaced => RenewalCause.Refresh,
        GrantUse.Always => RenewalCause.Start,
        _ => RenewalCause.SignIn,
    };
}
