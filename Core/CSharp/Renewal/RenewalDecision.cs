namespace PodioOAuth.Functional;

// RenewalDecision = Use (login)
//                 | UseAndRenew (login × grant)
//                 | Renew (grant)
//                 | StartAgain (grant)
//                 | Wait (instant)
//                 | GiveUp (reason)

/// <summary>What to do with a login at an instant. Closed and immutable, with value equality.</summary>
public abstract record RenewalDecision
{
    private protected RenewalDecision()
    {
    }

    internal static RenewalDecision Use(SavedLogin login) => new UseDecision(login);

    internal static RenewalDecision UseAndRenew(SavedLogin login, Grant with) => new UseAndRenewDecision(login, with);

    internal static RenewalDecision Renew(Grant with) => new RenewDecision(with);

    internal static RenewalDecision StartAgain(Grant with) => new StartAgainDecision(with);

    internal static RenewalDecision Wait(DateTimeOffset until) => new WaitDecision(until);

    internal static RenewalDecision GiveUp(SignInReason reason) => new GiveUpDecision(reason);

    /// <summary>Runs the function of the case that this decision is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(
        Func<UseDecision, T> use,
        Func<UseAndRenewDecision, T> useAndRenew,
        Func<RenewDecision, T> renew,
        Func<StartAgainDecision, T> startAgain,
        Func<WaitDecision, T> wait,
        Func<GiveUpDecision, T> giveUp) => Dispatch(use, useAndRenew, renew, startAgain, wait, giveUp);

    private protected abstract T Dispatch<T>(
        Func<UseDecision, T> use,
        Func<UseAndRenewDecision, T> useAndRenew,
        Func<RenewDecision, T> renew,
        Func<StartAgainDecision, T> startAgain,
        Func<WaitDecision, T> wait,
        Func<GiveUpDecision, T> giveUp);
}
