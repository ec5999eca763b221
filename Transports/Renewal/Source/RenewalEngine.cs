using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>A login that is renewed once for any number of callers.</summary>
/// <remarks>The state only changes under the lock. A flight works on a copy and returns its result.</remarks>
internal sealed partial class RenewalEngine : IAsyncDisposable
{
    // Hundreds of calls can reach the limit at nearly the same time, each with a slightly later end time.
    private static readonly TimeSpan WorthSharing = TimeSpan.FromSeconds(10);

    // Another process may have a token by now, and a store may work again; but one check per second is enough.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly SourceSettings _settings;
    private readonly LoginStore _store;
    private readonly ObserverLine _observer;
    private readonly Lock _gate = new();
    private volatile Snapshot? _snapshot;
    private Known _known;
    private Task<Either<TokenSourceError, Token>>? _flight;
    private bool _isRenewal; // The kind of the flight.
    private Failure? _failure;
    private Task? _disposal;

    internal RenewalEngine(SourceSettings settings)
    {
        _settings = settings;
        _store = new LoginStore(settings.Store, settings.Key, settings.Origin, settings.Policy, settings.Time);
        _observer = ObserverLine.Of(settings.Options.Observer);
        Warning = settings.Origin is null ? new AgingWarning(settings, _observer) : null;
        _known = new RenewalState(settings.Origin);
    }

    /// <summary>The current login, or null.</summary>
    internal SavedLogin? Login
    {
        get
        {
            lock (_gate)
            {
                return _known.State.Login;
            }
        }
    }

    /// <summary>The warning of a person's login. One that can start again at any time has none.</summary>
    internal AgingWarning? Warning { get; }

    private DateTimeOffset Now => _settings.Time.GetUtcNow();

    internal Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (_snapshot is { } snapshot)
        {
            var now = Now;
            if (now < snapshot.Until && now >= snapshot.From)
            {
                return snapshot.Answer;
            }
        }

        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Either<TokenSourceError, Token>>(cancellationToken)
            : Decide(cancellationToken);
    }

    /// <summary>Applies an outside event: a rejection or a limit.</summary>
    internal void Learn(Func<RenewalState, DateTimeOffset, RenewalState> change)
    {
        lock (_gate)
        {
            var now = Now;
            var known = _known.After(state => change(state, now));
            _failure = known == _known ? _failure : null;
            _known = known;
            _snapshot = null;
        }
    }

    /// <summary>Applies the limit of an API call, and writes it for every process that shares the store.</summary>
    internal void LearnLimit(Func<RenewalState, DateTimeOffset, RenewalState> change)
    {
        bool isNews;
        lock (_gate)
        {
            var before = CoolDown.Later(_known.State.RateLimitCoolDown, null, Now)?.Until ?? Now;
            Learn(change);
            isNews = _known.State.RateLimitCoolDown is { } limit && limit.Until - before > WorthSharing && _disposal is null;
        }

        if (isNews)
        {
            _ = ShareLimitAsync();
        }
    }

    private Task<Either<TokenSourceError, Token>> Decide(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposal is not null, typeof(TokenSource));
            var now = Now;
            var decision = Renewal.Decide(_settings.Policy, _known.State, now, _settings.Share);

            // By type, because every caller at expiry gets here, and Match would allocate six delegates for each.
            if (_known.Owed is null && decision is UseDecision use)
            {
                return Serve(use.Login);
            }

            // An unsaved reply is no reason to wait, while the previous token is valid.
            var old = _known.Owed is not null ? _known.OldToken(now) : null;
            if (_flight is null && _failure?.IsFresh(_settings.Time) == true && AnswerOf(_failure.Error, decision) is { } error)
            {
                return _known.Owed is null && decision is UseAndRenewDecision usable ? Serve(usable.Login)
                    : Task.FromResult<Either<TokenSourceError, Token>>(_known.OldToken(now) is { } living ? living : error);
            }

            var flight = _flight ?? Start((renewal, known) => renewal.RunAsync(known), isRenewal: true);
            return old is not null ? Task.FromResult<Either<TokenSourceError, Token>>(old)
                : _known.Owed is null && decision is UseAndRenewDecision background ? Serve(background.Login)
                : _isRenewal ? flight.WaitAsync(cancellationToken) // Even without a grant to send: another process may have signed in.
                : GetTokenAfterAsync(flight, cancellationToken);
        }
    }

    // The error of the last renewal is still the answer. Not a cool-down, because the clock may have changed since; nor a lost lock, which
    // is acquired again.
    private TokenSourceError? AnswerOf(TokenSourceError failure, RenewalDecision decision) =>
        _known.Owed is null && decision is WaitDecision wait ? TokenSourceError.CoolingDown(wait.Until)
        : failure is CoolingDownError or LockLostError ? null
        : failure;

    // The failure of a sign-in isn't an answer for callers that only want a token: the previous login may still provide one.
    private async Task<Either<TokenSourceError, Token>> GetTokenAfterAsync(Task flight, CancellationToken cancellationToken)
    {
        await flight.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await GetTokenAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task<Either<TokenSourceError, Token>> Serve(SavedLogin login)
    {
        if (_snapshot?.Login != login)
        {
            var usedAloneUntil = Renewal.UsedAloneUntil(_settings.Policy, login, _settings.Share);
            _snapshot = new Snapshot(login, _known.State.EndsAt is { } end && end < usedAloneUntil ? end : usedAloneUntil);
        }

        return _snapshot!.Answer;
    }

    /// <summary>The last renewal's failure and its time.</summary>
    /// <remarks>By both clocks: a wall clock that is set back would reach the same time twice.</remarks>
    private sealed record Failure(TokenSourceError Error, Elapsed Since)
    {
        internal bool IsFresh(TimeProvider time) => Since.Time(time) < BetweenLooks && time.GetUtcNow() >= Since.Wall;
    }
}
