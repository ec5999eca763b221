using LanguageExt.Common;

namespace PodioOAuth.Functional;

// TokenSourceError = Exchange    (OAuthError)
//                  | SignInAgain (reason)
//                  | CoolingDown (until)
//                  | Store       (problem × detail)
//                  | LockLost
//                  | Undecided   (since)

/// <summary>The reason why a token source has no token. Closed: six cases. No case contains or prints a secret.</summary>
public abstract record TokenSourceError
{
    private protected TokenSourceError()
    {
    }

    /// <summary>Creates the error that only a person can resolve by signing in.</summary>
    public static TokenSourceError SignInAgain(SignInReason reason) => new SignInAgainError(reason);

    /// <summary>Creates the error of a failed token request.</summary>
    public static TokenSourceError Exchange(OAuthError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new ExchangeError(error);
    }

    /// <summary>Creates the error of a cool-down, after a rate limit (PODIO 4.8 to 4.10) or a failed renewal: no process that shares the
    /// store sends anything until it ends.</summary>
    /// <param name="until">The first instant at which a request may be sent again.</param>
    public static TokenSourceError CoolingDown(DateTimeOffset until) => new CoolingDownError(until);

    /// <summary>Creates the error of a store that can't be read or written. No request that depends on it was sent.</summary>
    /// <param name="problem">The kind of problem.</param>
    /// <param name="detail">Where the problem is, for a person; without a secret.</param>
    public static TokenSourceError Store(StoreProblem problem, string detail)
    {
        ArgumentNullException.ThrowIfNull(detail);
        return new StoreError(problem, detail);
    }

    /// <summary>The error of a lock that couldn't be acquired in time or was lost, so that nothing further was sent. The lock keeps others
    /// from renewing the same login.</summary>
    public static TokenSourceError LockLost { get; } = new LockLostError();

    /// <summary>Creates the error of a request whose reply was lost or never recorded: what Podio did is unknown.</summary>
    /// <param name="since">When the request was about to be sent.</param>
    public static TokenSourceError Undecided(DateTimeOffset since) => new UndecidedError(since);

    /// <summary>Returns the name of the case and its printable values.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Calls the function for this error's case. Exhaustive: a new case would add a parameter.</summary>
    public T Match<T>(
        Func<ExchangeError, T> exchange,
        Func<SignInAgainError, T> signInAgain,
        Func<CoolingDownError, T> coolingDown,
        Func<StoreError, T> store,
        Func<LockLostError, T> lockLost,
        Func<UndecidedError, T> undecided) => Dispatch(new Cases<T>(exchange, signInAgain, coolingDown, store, lockLost, undecided));

    /// <summary>Converts the error to a LanguageExt error for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>: a
    /// <see cref="TokenSourceFailure"/>.</summary>
    public Error ToError() => new TokenSourceFailure(this);

    /// <summary>Returns a sentence or two in English that say what happened and what to do. Contains no secret and no line break.</summary>
    public string Describe() => Sentence;

    private protected abstract string Sentence { get; }

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<ExchangeError, T> Exchange,
        Func<SignInAgainError, T> SignInAgain,
        Func<CoolingDownError, T> CoolingDown,
        Func<StoreError, T> Store,
        Func<LockLostError, T> LockLost,
        Func<UndecidedError, T> Undecided);
}
