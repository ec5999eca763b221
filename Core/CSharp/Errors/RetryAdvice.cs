namespace PodioOAuth.Functional;

// RetryAdvice = Safe (when) | Useless | Ambiguous (when)

/// <summary>Whether sending the same grant again can help: a function of the error and the grant
/// (<see cref="OAuthError.RetryAdvice(Grant)"/>).</summary>
public abstract record RetryAdvice
{
    private protected RetryAdvice()
    {
    }

    /// <summary>The request was certainly not carried out: send it again, when the time has come.</summary>
    public static RetryAdvice Safe(RetryAfter when) => new SafeAdvice(when);

    /// <summary>The same request will meet the same end, or must not be sent twice.</summary>
    public static RetryAdvice Useless { get; } = new UselessAdvice();

    /// <summary>
    /// The request may have been carried out. A second one may issue a second token or, with a refresh token, find the first one spent:
    /// once more, then sign in again (PODIO 7.2).
    /// </summary>
    public static RetryAdvice Ambiguous(RetryAfter when) => new AmbiguousAdvice(when);

    /// <summary>The name of the case, and what it holds that may be printed.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Runs the function for the case that this advice is.</summary>
    public T Match<T>(Func<SafeAdvice, T> safe, Func<UselessAdvice, T> useless, Func<AmbiguousAdvice, T> ambiguous) =>
        Dispatch(new Cases<T>(safe, useless, ambiguous));

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<SafeAdvice, T> Safe, Func<UselessAdvice, T> Useless, Func<AmbiguousAdvice, T> Ambiguous);
}

/// <summary>The case of <see cref="RetryAdvice.Safe"/>.</summary>
public sealed record SafeAdvice : RetryAdvice
{
    internal SafeAdvice(RetryAfter when) => When = when;

    /// <summary>When to try again; a span of zero leaves the pause to the caller, and unknown means that the server asked for a
    /// wait without saying how long (an hour: PODIO 4.9).</summary>
    public RetryAfter When { get; init; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Safe(this);
}

/// <summary>The case of <see cref="RetryAdvice.Useless"/>.</summary>
public sealed record UselessAdvice : RetryAdvice
{
    internal UselessAdvice()
    {
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Useless(this);
}

/// <summary>The case of <see cref="RetryAdvice.Ambiguous"/>.</summary>
public sealed record AmbiguousAdvice : RetryAdvice
{
    internal AmbiguousAdvice(RetryAfter when) => When = when;

    /// <summary>When to try again, as far as the server said.</summary>
    public RetryAfter When { get; init; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Ambiguous(this);
}
