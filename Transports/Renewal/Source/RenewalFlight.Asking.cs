using LanguageExt;
using static PodioOAuth.Functional.LoginStore;

namespace PodioOAuth.Functional;

/// <content>One request and the handling of its reply.</content>
internal sealed partial class RenewalFlight
{
    private async Task<FlightResult> AskAsync(
        LockedLogin login, RenewalState state, Grant grant, RenewalState? intent = null, Known? known = null)
    {
        if (login.IsInDoubt)
        {
            return FlightResult.OnceMore(state);
        }

        intent ??= grant.Kind.Use == GrantUse.UntilReplaced ? state with { PendingSince = state.PendingSince ?? Now } : null;
        if (intent is not null && await login.StoreAsync(intent).ConfigureAwait(false) is { } unwritten)
        {
            return FlightResult.Failed(known ?? state, unwritten); // The earlier reply is still unsaved.
        }

        if (login.IsLost || login.IsInDoubt)
        {
            // A code whose intent is stored must not be left in that state: a retry would find it used up.
            var isOnceMore = login.IsInDoubt || (login.MayDoubt && grant.Kind.Use == GrantUse.Once);
            return isOnceMore ? FlightResult.OnceMore(state) : FlightResult.Failed(state, TokenSourceError.LockLost);
        }

        var requestedAt = Now;
        var reply = await AskAsync(grant).ConfigureAwait(false);
        return await reply.Match(
            Right: token => ReceivedAsync(login, state, new SavedLogin(token, requestedAt), grant),
            Left: error => FailedAsync(login, state, error, grant)).ConfigureAwait(false);
    }

    // An exchange is user code, and may throw where it should return an error: a hand-written transport does so on a timeout. Then it is
    // unknown whether Podio received the request.
    private async Task<Either<OAuthError, Token>> AskAsync(Grant grant)
    {
        Sent = grant;
        FlightContext.MayWaitUntil = Instants.Add(Now, settings.LockTimeout / 2);
        try
        {
            return await settings.Exchange.AskAsync(new TokenRequest(settings.Client, grant, settings.Format), abort).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !abort.IsCancellationRequested)
        {
            store.Fault = exception;
            var reason = exception is OperationCanceledException or TimeoutException
                ? UnreachableReason.Timeout
                : UnreachableReason.Other;
            return OAuthError.Unreachable(reason, mayHaveBeenProcessed: true);
        }
    }

    private async Task<FlightResult> ReceivedAsync(LockedLogin login, RenewalState state, SavedLogin got, Grant grant)
    {
        var after = state.Received(got, grant);
        return await login.StoreAsync(after).ConfigureAwait(false) is { } unwritten
            ? FlightResult.Failed(new Known(after, new OwedSave(state, grant)), unwritten)
            : Hand(after, grant);
    }

    private async Task<FlightResult> FailedAsync(LockedLogin login, RenewalState state, OAuthError error, Grant grant)
    {
        var after = state.Failed(error, grant, Now, settings.Policy);
        // Then callers with another client secret needn't wait.
        var isOfClient = error is RejectedError { Kind: RejectionKind.InvalidClient };
        var unshared = error is RateLimitedError ? await login.ShareCoolDownAsync(after).ConfigureAwait(false) : null;

        // Stored in any case: a code that Podio didn't process isn't treated as used up.
        var stored = isOfClient ? after with { FailureCoolDown = state.FailureCoolDown } : after;
        if ((await login.StoreAsync(stored).ConfigureAwait(false) ?? unshared) is { } unwritten)
        {
            return FlightResult.Failed(after, unwritten);
        }

        // After a rejected refresh token, the original grant remains, if there is one.
        return after.IsRefreshTokenSpent && !state.IsRefreshTokenSpent && after.Origin is { } origin
            ? await AskAsync(login, after, origin).ConfigureAwait(false)
            : FlightResult.Failed(after, ErrorOf(after, error, grant));
    }

    // If the options allow it, a grant that can start again does so without the lock. The result remains to be saved.
    private async Task<FlightResult> StartWithoutStoreAsync(FlightResult failed)
    {
        var (known, state, why) = (failed.Known, failed.Known.State, Asking.ErrorOf(failed.Answer));
        if (why is not (StoreError or LockLostError) || state.Origin is not { } origin || known.OldToken(Now) is not null
            || Renewal.DecideAnew(settings.Policy, state, Now) is WaitDecision)
        {
            return failed;
        }

        // A token that arrived and couldn't be saved will do: no other process knows it.
        if (known.Owed is { } owed && !state.IsAccessTokenRejected && state.Login?.IsExpired(Now) == false)
        {
            return Served(state, owed with { IsServed = true }, why);
        }

        var requestedAt = Now;
        var reply = await AskAsync(origin).ConfigureAwait(false);
        return reply.Match(
            Right: token => Served(
                state.Received(new SavedLogin(token, requestedAt), origin),
                (known.Owed ?? new OwedSave(state, origin)) with { Sent = origin, IsServed = true },
                why),
            Left: error =>
            {
                var after = state.Failed(error, origin, Now, settings.Policy);
                return FlightResult.Failed(new Known(after, known.Owed), ErrorOf(after, error, origin));
            });
    }

    private FlightResult Served(RenewalState state, OwedSave owed, TokenSourceError why)
    {
        var hand = Hand(state, owed.Sent);
        return new FlightResult(new Known(hand.Known.State, owed), hand.Answer, hand.Told) { StoreFailure = why }
            .After(new RenewalFailedEvent(why, IsOldTokenServed: false));
    }

    // No Match: only some cases have a better error in a source. Any other error, including future ones, is passed on unchanged.
    private static TokenSourceError ErrorOf(RenewalState after, OAuthError error, Grant grant) =>
        (error, grant.Kind.Use) switch
        {
            (RateLimitedError, _) when after.RateLimitCoolDown is { } limit => TokenSourceError.CoolingDown(limit.Until),
            (RejectedError { Kind: RejectionKind.InvalidGrant }, GrantUse.Once) => TokenSourceError.SignInAgain(SignInReason.CodeRejected),
            (RejectedError { Kind: RejectionKind.InvalidGrant }, GrantUse.UntilReplaced) =>
                Renewal.EndOf(after) ?? TokenSourceError.Exchange(error),
            _ => TokenSourceError.Exchange(error),
        };
}
