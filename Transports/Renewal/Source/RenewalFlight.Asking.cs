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
            return FlightResult.Failed(known ?? state, unwritten); // A save that was owed is owed still.
        }

        if (login.IsLost || login.IsInDoubt)
        {
            // A code whose intent is stored must not be left so: to try again would find it spent.
            var isOnceMore = login.IsInDoubt || (login.MayDoubt && grant.Kind.Use == GrantUse.Once);
            return isOnceMore ? FlightResult.OnceMore(state) : FlightResult.Failed(state, TokenSourceError.LockLost);
        }

        var requestedAt = Now;
        var reply = await AskAsync(grant).ConfigureAwait(false);
        return await reply.Match(
            Right: token => ReceivedAsync(login, state, new SavedLogin(token, requestedAt), grant),
            Left: error => FailedAsync(login, state, error, grant)).ConfigureAwait(false);
    }

    // An exchange is the user's code, and may throw where it should answer: the transport of a few lines that somebody wrote does, on a
    // timeout. Nobody knows then whether Podio has heard of it.
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
            ? FlightResult.Failed(new Known(after, new OwedSave(state.Login, state.SignedOutAt, grant)), unwritten)
            : Hand(after, grant);
    }

    private async Task<FlightResult> FailedAsync(LockedLogin login, RenewalState state, OAuthError error, Grant grant)
    {
        var after = state.Failed(error, grant, Now, settings.Policy);
        // Then whoever has another client secret need not wait.
        var isOfClient = error is RejectedError { Kind: RejectionKind.InvalidClient };
        var unshared = error is RateLimitedError ? await login.ShareCoolDownAsync(after).ConfigureAwait(false) : null;

        // Stored in any case: a code that Podio did not look at is not taken for one that was spent.
        var stored = isOfClient ? after with { FailureCoolDown = state.FailureCoolDown } : after;
        if ((await login.StoreAsync(stored).ConfigureAwait(false) ?? unshared) is { } unwritten)
        {
            return FlightResult.Failed(after, unwritten);
        }

        // A rejected refresh token leaves the original grant, where there is one.
        return after.IsRefreshTokenSpent && !state.IsRefreshTokenSpent && after.Origin is { } origin
            ? await AskAsync(login, after, origin).ConfigureAwait(false)
            : FlightResult.Failed(after, ErrorOf(after, error, grant));
    }

    // Where somebody wants it so: what can start again does, without the lock. What it gets is owed to the store.
    private async Task<FlightResult> StartWithoutStoreAsync(FlightResult failed)
    {
        var (known, state, why) = (failed.Known, failed.Known.State, Asking.ErrorOf(failed.Answer));
        if (why is not (StoreError or LockLostError) || state.Origin is not { } origin || known.OldToken(Now) is not null
            || Renewal.DecideAnew(settings.Policy, state, Now) is WaitDecision)
        {
            return failed;
        }

        // A token that came and could not be saved is good enough: nobody else has heard of it.
        if (known.Owed is { } owed && !state.IsAccessTokenRejected && state.Login?.IsExpired(Now) == false)
        {
            return Served(state, owed with { IsServed = true }, why);
        }

        var requestedAt = Now;
        var reply = await AskAsync(origin).ConfigureAwait(false);
        return reply.Match(
            Right: token => Served(
                state.Received(new SavedLogin(token, requestedAt), origin),
                (known.Owed ?? new OwedSave(state.Login, state.SignedOutAt, origin)) with { Sent = origin, IsServed = true },
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
}
