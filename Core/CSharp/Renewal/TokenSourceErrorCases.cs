namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="TokenSourceError.Exchange"/>.</summary>
public sealed record ExchangeError : TokenSourceError
{
    internal ExchangeError(OAuthError error) => Error = error;

    /// <summary>How asking failed.</summary>
    public OAuthError Error { get; }

    private protected override T Dispatch<T>(
        Func<ExchangeError, T> exchange,
        Func<SignInAgainError, T> signInAgain,
        Func<CoolingDownError, T> coolingDown,
        Func<StoreError, T> store,
        Func<LockLostError, T> lockLost,
        Func<UndecidedError, T> undecided) => exchange(this);
}

/// <summary>The case of <see cref="TokenSourceError.SignInAgain"/>.</summary>
public sealed record SignInAgainError : TokenSourceError
{
    internal SignInAgainError(SignInReason reason) => Reason = reason;

    /// <summary>Why.</summary>
    public SignInReason Reason { get; }

    private protected override T Dispatch<T>(
        Func<ExchangeError, T> exchange,
        Func<SignInAgainError, T> signInAgain,
        Func<CoolingDownError, T> coolingDown,
        Func<StoreError, T> store,
        Func<LockLostError, T> lockLost,
        Func<UndecidedError, T> undecided) => signInAgain(this);
}

/// <summary>The case of <see cref="TokenSourceError.CoolingDown"/>.</summary>
public sealed record CoolingDownError : TokenSourceError
{
    internal CoolingDownError(DateTimeOffset until) => Until = until;

    /// <summary>The first instant at which to ask again.</summary>
    public DateTimeOffset Until { get; }

    private protected override T Dispatch<T>(
        Func<ExchangeError, T> exchange,
        Func<SignInAgainError, T> signInAgain,
        Func<CoolingDownError, T> coolingDown,
        Func<StoreError, T> store,
        Func<LockLostError, T> lockLost,
        Func<UndecidedError, T> undecided) => coolingDown(this);
}

/// <summary>The case of <see cref="TokenSourceError.Store"/>.</summary>
public sealed record StoreError : TokenSourceError
{
    internal StoreError(StoreProblem problem, string detail) => (Problem, Detail) = (problem, detail);

    /// <summary>What is wrong.</summary>
    public StoreProblem Problem { get; }

    /// <summary>Where, for a person. As it came: <see cref="TokenSourceError.Describe"/> and <c>ToString</c> escape it.</summary>
    public string Detail { get; }

    /// <inheritdoc/>
    protected override bool PrintMembers(System.Text.StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Problem = ").Append(Problem).Append(", Detail = ").Append(Printable.Escape(Detail));
        return true;
    }

    private protected override T Dispatch<T>(
        Func<ExchangeError, T> exchange,
        Func<SignInAgainError, T> signInAgain,
        Func<CoolingDownError, T> coolingDown,
        Func<StoreError, T> store,
        Func<LockLostError, T> lockLost,
        Func<UndecidedError, T> undecided) => store(this);
}

/// <summary>The case of <see cref="TokenSourceError.LockLost"/>.</summary>
public sealed record LockLostError : TokenSourceError
{
    internal LockLostError()
    {
    }

    private protected override T Dispatch<T>(
        Func<ExchangeError, T> exchange,
        Func<SignInAgainError, T> signInAgain,
        Func<CoolingDownError, T> coolingDown,
        Func<StoreError, T> store,
        Func<LockLostError, T> lockLost,
        Func<UndecidedError, T> undecided) => lockLost(this);
}

/// <summary>The case of <see cref="TokenSourceError.Undecided"/>.</summary>
public sealed record UndecidedError : TokenSourceError
{
    internal UndecidedError(DateTimeOffset since) => Since = since;

    /// <summary>When the request was about to be sent.</summary>
    public DateTimeOffset Since { get; }

    private protected override T Dispatch<T>(
        Func<ExchangeError, T> exchange,
        Func<SignInAgainError, T> signInAgain,
        Func<CoolingDownError, T> coolingDown,
        Func<StoreError, T> store,
        Func<LockLostError, T> lockLost,
        Func<UndecidedError, T> undecided) => undecided(this);
}
