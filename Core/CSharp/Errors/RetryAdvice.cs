namespace PodioOAuth.Functional;

// RetryAdvice = Safe (when) | Useless | Ambiguous (when)

/// <summary>Tells whether sending the same grant again can help: a function of the error and the grant
/// (<see cref="OAuthError.RetryAdvice(Grant)"/>).</summary>
public abstract record RetryAdvice
{
    private protected RetryAdvice()
    {
    }

    /// <summary>The request was certainly not processed: send it again at the given time.</summary>
    public static RetryAdvice Safe(RetryAfter when) => new SafeAdvice(when);

    /// <summary>The same request will fail again, or must not be sent twice.</summary>
    public static RetryAdvice Useless { get; } = new UselessAdvice();

    /// <summary>The request may have been processed. A retry may issue a second token or, with a refresh token, find that the first request
    /// used it up: retry once, then sign in again (PODIO 7.2).</summary>
    public static RetryAdvice Ambiguous(RetryAfter when) => new AmbiguousAdvice(when);

    /// <summary>Returns the name of the case and its printable values.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Calls the function for this advice's case.</summary>
    public T Match<T>(Func<SafeAdvice, T> safe, Func<UselessAdvice, T> useless, Func<AmbiguousAdvice, T> ambiguous) =>
        Dispatch(new Cases<T>(safe, useless, ambiguous));

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<SafeAdvice, T> Safe, Func<UselessAdvice, T> Useless, Func<AmbiguousAdvice, T> Ambiguous);
}

/// <summary>Retrying is safe.</summary>
public sealed record SafeAdvice : RetryAdvice
{
    internal SafeAdvice(RetryAfter when) => When = when;

    /// <summary>When to retry. Zero leaves the delay to the caller; unknown means that the server asked for a wait without saying how long
    /// (an hour: PODIO 4.9).</summary>
    public RetryAfter When { get; init; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Safe(this);
}

/// <summary>Retrying is useless.</summary>
public sealed record UselessAdvice : RetryAdvice
{
    internal UselessAdvice()
    {
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Useless(this);
}

/// <summary>Retrying may repeat a request that was processed.</summary>
public sealed record AmbiguousAdvice : RetryAdvice
{
    internal AmbiguousAdvice(RetryAfter when) => When = when;

    /// <summary>When to retry, as far as the server said.</summary>
    public RetryAfter When { get; init; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Ambiguous(this);
}
