namespace PodioOAuth.Functional;

/// <summary>The token is good: use it.</summary>
public sealed record UseDecision : RenewalDecision
{
    internal UseDecision(SavedLogin login) => Login = login;

    /// <summary>The login.</summary>
    public SavedLogin Login { get; }

    private protected override T Dispatch<T>(
        Func<UseDecision, T> use,
        Func<UseAndRenewDecision, T> useAndRenew,
        Func<RenewDecision, T> renew,
        Func<StartAgainDecision, T> startAgain,
        Func<WaitDecision, T> wait,
        Func<GiveUpDecision, T> giveUp) => use(this);
}

/// <summary>The token is good for a while: use it, and renew it in the background.</summary>
public sealed record UseAndRenewDecision : RenewalDecision
{
    internal UseAndRenewDecision(SavedLogin login, Grant with) => (Login, With) = (login, with);

    /// <summary>The login.</summary>
    public SavedLogin Login { get; }

    /// <summary>The grant to renew it with.</summary>
    public Grant With { get; }

    private protected override T Dispatch<T>(
        Func<UseDecision, T> use,
        Func<UseAndRenewDecision, T> useAndRenew,
        Func<RenewDecision, T> renew,
        Func<StartAgainDecision, T> startAgain,
        Func<WaitDecision, T> wait,
        Func<GiveUpDecision, T> giveUp) => useAndRenew(this);
}

/// <summary>There is no token to use: send the refresh token, and then use what comes.</summary>
public sealed record RenewDecision : RenewalDecision
{
    internal RenewDecision(Grant with) => With = with;

    /// <summary>The refresh token grant.</summary>
    public Grant With { get; }

    private protected override T Dispatch<T>(
        Func<UseDecision, T> use,
        Func<UseAndRenewDecision, T> useAndRenew,
        Func<RenewDecision, T> renew,
        Func<StartAgainDecision, T> startAgain,
        Func<WaitDecision, T> wait,
        Func<GiveUpDecision, T> giveUp) => renew(this);
}

/// <summary>There is no token to use and none to refresh: send the original grant.</summary>
public sealed record StartAgainDecision : RenewalDecision
{
    internal StartAgainDecision(Grant with) => With = with;

    /// <summary>The password or app grant.</summary>
    public Grant With { get; }

    private protected override T Dispatch<T>(
        Func<UseDecision, T> use,
        Func<UseAndRenewDecision, T> useAndRenew,
        Func<RenewDecision, T> renew,
        Func<StartAgainDecision, T> startAgain,
        Func<WaitDecision, T> wait,
        Func<GiveUpDecision, T> giveUp) => startAgain(this);
}

/// <summary>There is no token to use, and it is no time to ask for one.</summary>
public sealed record WaitDecision : RenewalDecision
{
    internal WaitDecision(DateTimeOffset until) => Until = until;

    /// <summary>When to decide again.</summary>
    public DateTimeOffset Until { get; }

    private protected override T Dispatch<T>(
        Func<UseDecision, T> use,
        Func<UseAndRenewDecision, T> useAndRenew,
        Func<RenewDecision, T> renew,
        Func<StartAgainDecision, T> startAgain,
        Func<WaitDecision, T> wait,
        Func<GiveUpDecision, T> giveUp) => wait(this);
}

/// <summary>There is no token to use and no way to one: a person has to sign in again.</summary>
public sealed record GiveUpDecision : RenewalDecision
{
    internal GiveUpDecision(SignInReason reason) => Reason = reason;

    /// <summary>Why.</summary>
    public SignInReason Reason { get; }

    private protected override T Dispatch<T>(
        Func<UseDecision, T> use,
        Func<UseAndRenewDecision, T> useAndRenew,
        Func<RenewDecision, T> renew,
        Func<StartAgainDecision, T> startAgain,
        Func<WaitDecision, T> wait,
        Func<GiveUpDecision, T> giveUp) => giveUp(this);
}
