using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>One live login: renewed once, however many ask.</summary>
/// <remarks>What is known changes under the gate alone. A flight works on a copy, and hands back what it came to.</remarks>
internal sealed class RenewalEngine : IAsyncDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49); // What a timer takes.

    private readonly SourceSettings _settings;
    private readonly LoginStore _store;
    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _gate = new();
    private volatile Snapshot? _snapshot;
    private Known _known;
    private Task<Either<TokenSourceError, Token>>? _flight;
    private DateTimeOffset? _lookedAt;
    private SavedLogin? _watched;
    private ITimer? _warning;
    private bool _isDisposed;

    internal RenewalEngine(SourceSettings settings)
    {
        _settings = settings;
        _store = new LoginStore(settings.Store, settings.Key, settings.Origin, settings.Time);
        _known = new RenewalState(settings.Origin);
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

    /// <summary>Begins a login anew: with a code, or with a login saved elsewhere. It waits for a flight that is under way.</summary>
    internal async Task<Either<TokenSourceError, Token>> BeginAsync(
        Func<RenewalFlight, Known, Task<FlightResult>> begin, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<Either<TokenSourceError, Token>> flight;
            bool isOurs;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, typeof(TokenSource));
                isOurs = _flight is null;
                flight = _flight ?? Start(begin);
            }

            var answer = await flight.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (isOurs)
            {
                return answer;
            }
        }
    }

    /// <summary>Takes in what happened outside: a refusal, a limit.</summary>
    internal void Learn(Func<RenewalState, RenewalState> change)
    {
        lock (_gate)
        {
            _known = _known with { State = change(_known.State) };
            _snapshot = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? flight;
        lock (_gate)
        {
            _isDisposed = true;
            _snapshot = null;
            flight = _flight;
            _warning?.Dispose();
        }

        if (flight is not null)
        {
            using var patience = new CancellationTokenSource(_settings.Options.DisposeTimeout, _settings.Time);
            await flight.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _abort.CancelAsync().ConfigureAwait(false);
            await flight.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _abort.Dispose();
    }

    private Task<Either<TokenSourceError, Token>> Decide(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(TokenSource));
            var decision = Renewal.Decide(_settings.Policy, _known.State, Now, _settings.Share);
            if (_known.Owed is null && decision is UseDecision use)
            {
                return Serve(use.Login);
            }

            if (_known.Owed is null && _flight is null && decision is WaitDecision wait && HasJustLooked())
            {
                return Task.FromResult<Either<TokenSourceError, Token>>(TokenSourceError.CoolingDown(wait.Until));
            }

            var flight = _flight ?? Start((renewal, known) => renewal.RunAsync(known));
            return _known.Owed is null && decision is UseAndRenewDecision background
                ? Serve(background.Login)
                : flight.WaitAsync(cancellationToken); // Also where there is nothing to ask with: somebody else may have signed in.
        }
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

    // Under the gate. The work itself begins elsewhere: a store or a transport may answer at once, and would come back in here.
    private Task<Either<TokenSourceError, Token>> Start(Func<RenewalFlight, Known, Task<FlightResult>> work)
    {
        var (flight, known) = (new RenewalFlight(_settings, _store, _abort.Token), _known);
        return _flight = _settings.Launch(() => FlyAsync(() => work(flight, known)));
    }

    private async Task<Either<TokenSourceError, Token>> FlyAsync(Func<Task<FlightResult>> work)
    {
        FlightResult? result = null;
        try
        {
            result = await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(TokenSource));
        }
        finally
        {
            lock (_gate)
            {
                _flight = null;
                _known = result is null ? _known : Land(result.Known);
                _snapshot = null;
                _lookedAt = Now;
            }
        }

        Watch(result.Known.State.Login);
        var old = ServedInstead(result);
        if (result.Told is { } told)
        {
            _settings.Options.Observer?.Invoke(told(old is not null));
        }

        return old ?? result.Answer;
    }

    // What was learnt in the meantime of the same login counts on, and a limit in any case.
    private Known Land(Known landed) => landed with
    {
        State = _known.Merge(landed.State, Now) with { CoolDown = Hold.Later(landed.State.CoolDown, _known.State.CoolDown, Now) },
    };

    // A renewal that failed while the old token lives serves the old token; one that could not be saved is not handed out.
    private Token? ServedInstead(FlightResult result)
    {
        if (result.Answer.IsRight)
        {
            return null;
        }

        var known = result.Known;
        var login = known.Owed is { } owed ? owed.Before : known.State.Login;
        return known.State.IsAccessTokenRefused || login?.IsExpired(Now) != false ? null : login.Token;
    }

    // Once a login, when its refresh token has gone long without a renewal.
    private void Watch(SavedLogin? login)
    {
        if (login is null || _settings.Options.Observer is null || Renewal.WarningDueAt(_settings.Policy, login) is not { } due)
        {
            return;
        }

        lock (_gate)
        {
            if (_watched == login || _isDisposed)
            {
                return;
            }

            _watched = login;
            var wait = due - Now;
            _warning?.Dispose();
            _warning = _settings.Time.CreateTimer(
                _ => _settings.Options.Observer(new RefreshTokenAgingEvent(login.RequestedAt)),
                state: null,
                dueTime: wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestTimer ? wait : LongestTimer,
                period: Timeout.InfiniteTimeSpan);
        }
    }
}
