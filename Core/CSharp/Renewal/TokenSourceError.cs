using LanguageExt.Common;

namespace PodioOAuth.Functional;

// TokenSourceError = Exchange    (OAuthError)
//                  | SignInAgain (reason)
//                  | CoolingDown (until)
//                  | Store       (problem × detail)
//                  | LockLost
//                  | Undecided   (since)

/// <summary>Why a token source has no token. Closed: six cases. No case holds or prints a secret.</summary>
public abstract record TokenSourceError
{
    private protected TokenSourceError()
    {
    }

    /// <summary>Only a person can get the next token.</summary>
    /// <param name="reason">Why.</param>
    public static TokenSourceError SignInAgain(SignInReason reason) => new SignInAgainError(reason);

    /// <summary>Asking Podio failed.</summary>
    /// <param name="error">How.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static TokenSourceError Exchange(OAuthError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new ExchangeError(error);
    }

    /// <summary>A cool-down, after a rate limit (PODIO 4.8 to 4.10) or a failed renewal: nothing is asked until it ends, in no process that
    /// shares the store.</summary>
    /// <param name="until">The first instant at which to ask again.</param>
    public static TokenSourceError CoolingDown(DateTimeOffset until) => new CoolingDownError(until);

    /// <summary>The store cannot be read or written. Nothing was sent that would need it.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="detail">Where, for a person; without a secret.</param>
    /// <exception cref="ArgumentNullException"><paramref name="detail"/> is null.</exception>
    public static TokenSourceError Store(StoreProblem problem, string detail)
    {
        ArgumentNullException.ThrowIfNull(detail);
        return new StoreError(problem, detail);
    }

    /// <summary>The lock that keeps others from renewing could not be acquired in time, or was lost, so nothing further was sent.</summary>
    public static TokenSourceError LockLost { get; } = new LockLostError();

    /// <summary>A process ended between the request and the writing of its reply: what Podio did is not known.</summary>
    /// <param name="since">When the request was about to be sent.</param>
    public static TokenSourceError Undecided(DateTimeOffset since) => new UndecidedError(since);

    /// <summary>The name of the case, and what it holds that may be printed.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Runs the function for the case that this error is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(
        Func<ExchangeError, T> exchange,
        Func<SignInAgainError, T> signInAgain,
        Func<CoolingDownError, T> coolingDown,
        Func<StoreError, T> store,
        Func<LockLostError, T> lockLost,
        Func<UndecidedError, T> undecided) => Dispatch(new Cases<T>(exchange, signInAgain, coolingDown, store, lockLost, undecided));

    /// <summary>The error as one of LanguageExt's, for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>: a <see cref="TokenSourceFailure"/>.</summary>
    public Error ToError() => new TokenSourceFailure(this);

    /// <summary>What happened and what to do, in an English sentence or two for a person. No secret, no line break.</summary>
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
