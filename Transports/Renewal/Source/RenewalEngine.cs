using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>One live login: renewed once, however many ask.</summary>
/// <remarks>What is known changes under the gate alone. A flight works on a copy, and hands back what it came to.</remarks>
internal sealed partial class RenewalEngine : IAsyncDisposable
{
    // Hundreds of calls may meet the limit within a moment, each with an end a little later.
    private static readonly TimeSpan WorthSharing = TimeSpan.FromSeconds(10);

    private readonly SourceSettings _settings;
    private readonly LoginStore _store;
    private readonly AgingWarning _warning;
    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _gate = new();
    private volatile Snapshot? _snapshot;
    private Known _known;
    private Task<Either<TokenSourceError, Token>>? _flight;
    private bool _isRenewal; // What kind of flight it is.
    private DateTimeOffset? _lookedAt;
    private bool _isDisposed;

    internal RenewalEngine(SourceSettings settings)
    {
        _settings = settings;
        _store = new LoginStore(settings.Store, settings.Key, settings.Origin, settings.Time);
        _warning = new AgingWarning(settings.Policy, settings.Time, settings.Options.Observer);
        _known = new RenewalState(settings.Origin);
    }

    /// <summary>The login that is known now, or null.</summary>
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

    /// <summary>Takes in what happened outside: a refusal, a limit.</summary>
    internal void Learn(Func<RenewalState, DateTimeOffset, RenewalState> change)
    {
        lock (_gate)
        {
            _known = _known with { State = change(_known.State, Now) };
            _snapshot = null;
        }
    }

    /// <summary>Takes in a limit of an API call, and lets every process that shares the store know of it.</summary>
    internal void LearnLimit(Func<RenewalState, DateTimeOffset, RenewalState> change)
    {
        bool isNews;
        lock (_gate)
        {
            var before = CoolDown.Later(_known.State.RateLimitCoolDown, null, Now)?.Until ?? Now;
            Learn(change);
            isNews = _known.State.RateLimitCoolDown is { } limit && limit.Until - before > WorthSharing && !_isDisposed;
        }

        if (isNews)
        {
            _ = ShareLimitAsync();
        }
    }

    internal void Retire() => _warning.Dispose();

    private Task<Either<TokenSourceError, Token>> Decide(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(TokenSource));
            var decision = Renewal.Decide(_settings.Policy, _known.State, Now, _settings.Share);

            // By type: every caller at expiry comes this way, and for Match six functions would be made for each.
            if (_known.Owed is null && decision is UseDecision use)
            {
                return Serve(use.Login);
            }

            if (_known.Owed is null && _flight is null && decision is WaitDecision wait && HasJustLooked())
            {
                return Task.FromResult<Either<TokenSourceError, Token>>(TokenSourceError.CoolingDown(wait.Until));
            }

            var flight = _flight ?? Start((renewal, known) => renewal.RunAsync(known), isRenewal: true);
            return _known.Owed is null && decision is UseAndRenewDecision background ? Serve(background.Login)
                : _isRenewal ? flight.WaitAsync(cancellationToken) // Also with nothing to ask with: somebody else may have signed in.
                : GetTokenAfterAsync(flight, cancellationToken);
        }
    }

    // A sign-in's own failure is no answer to who only wants a token: the login from before may still give one.
    private async Task<Either<TokenSourceError, Token>> GetTokenAfterAsync(Task flight, CancellationToken cancellationToken)
    {
        await EndOfAsync(flight, cancellationToken).ConfigureAwait(false);
        return await GetTokenAsync(cancellationToken).ConfigureAwait(false);
    }

    // Somebody else may have got a token in the meantime; but to look for it once a second is enough.
    private bool HasJustLooked() => _lookedAt is { } then && Now - then < TimeSpan.FromSeconds(1) && Now >= then;

    private Task<Either<TokenSourceError, Token>> Serve(SavedLogin login)
    {
        if (_snapshot?.Login != login)
        {
            _snapshot = new Snapshot(login, Renewal.UsedAloneUntil(_settings.Policy, login, _settings.Share));
        }

        return _snapshot!.Answer;
    }
}
