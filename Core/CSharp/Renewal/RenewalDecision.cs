namespace PodioOAuth.Functional;

// RenewalDecision = Use (login)
//                 | UseAndRenew (login × grant)
//                 | Renew (grant)
//                 | StartAgain (grant)
//                 | Wait (instant)
//                 | GiveUp (reason)

/// <summary>A decision about what to do with a login at an instant. Closed and immutable, with value equality.</summary>
internal abstract record RenewalDecision
{
    private protected RenewalDecision()
    {
    }

    /// <summary>Calls the function for this decision's case. Exhaustive: a new case would add a parameter.</summary>
    internal T Match<T>(
        Func<UseDecision, T> use,
        Func<UseAndRenewDecision, T> useAndRenew,
        Func<RenewDecision, T> renew,
        Func<StartAgainDecision, T> startAgain,
        Func<WaitDecision, T> wait,
        Func<GiveUpDecision, T> giveUp) => Dispatch(new Cases<T>(use, useAndRenew, renew, startAgain, wait, giveUp));

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<UseDecision, T> Use,
        Func<UseAndRenewDecision, T> UseAndRenew,
        Func<RenewDecision, T> Renew,
        Func<StartAgainDecision, T> StartAgain,
        Func<WaitDecision, T> Wait,
        Func<GiveUpDecision, T> GiveUp);
}

/// <summary>The token is valid: use it.</summary>
internal sealed record UseDecision(SavedLogin Login) : RenewalDecision
{
    private protected override T Dispatch<T>(in Cases<T> on) => on.Use(this);
}

/// <summary>The token is still valid for a while: use it, and renew it in the background with this grant.</summary>
internal sealed record UseAndRenewDecision(SavedLogin Login, Grant With) : RenewalDecision
{
    private protected override T Dispatch<T>(in Cases<T> on) => on.UseAndRenew(this);
}

/// <summary>There is no valid token: send the refresh token and use the new token.</summary>
internal sealed record RenewDecision(Grant With) : RenewalDecision
{
    private protected override T Dispatch<T>(in Cases<T> on) => on.Renew(this);
}

/// <summary>There is no valid token and no refresh token: send the original grant.</summary>
internal sealed record StartAgainDecision(Grant With) : RenewalDecision
{
    private protected override T Dispatch<T>(in Cases<T> on) => on.StartAgain(this);
}

/// <summary>There is no valid token, and none may be requested yet: decide again at this instant.</summary>
internal sealed record WaitDecision(DateTimeOffset Until) : RenewalDecision
{
    private protected override T Dispatch<T>(in Cases<T> on) => on.Wait(this);
}

/// <summary>There is no valid token and no way to get one: a person has to sign in again.</summary>
internal sealed record GiveUpDecision(SignInReason Reason) : RenewalDecision
{
    private protected override T Dispatch<T>(in Cases<T> on) => on.GiveUp(this);
}
