using LanguageExt;

namespace PodioOAuth.Functional;

/// <content>Flights: one at a time, each to its end, whoever waits for it.</content>
internal sealed partial class RenewalEngine
{
    /// <summary>Begins a login anew, or ends it: with a code, or with a login saved elsewhere. It waits for a flight that is under way, and
    /// its answer is its own: no old token is served instead.</summary>
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
                flight = _flight ?? Start(begin, isRenewal: false);
            }

            if (isOurs)
            {
                return await flight.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            await EndOfAsync(flight, cancellationToken).ConfigureAwait(false);
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
            _warning.Dispose();
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

    private async Task ShareLimitAsync()
    {
        try
        {
            await BeginAsync((flight, known) => flight.ShareLimitAsync(known), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The source ended before it came to this, and has nobody to tell.
        }
    }

    private static async Task EndOfAsync(Task flight, CancellationToken cancellationToken)
    {
        await flight.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // Under the gate. The work itself begins elsewhere: a store or a transport may answer at once, and would come back in here.
    private Task<Either<TokenSourceError, Token>> Start(Func<RenewalFlight, Known, Task<FlightResult>> work, bool isRenewal)
    {
        var (flight, known) = (new RenewalFlight(_settings, _store, _abort.Token), _known);
        _isRenewal = isRenewal;
        return _flight = _settings.Launch(() => FlyAsync(() => work(flight, known), isRenewal));
    }

    private async Task<Either<TokenSourceError, Token>> FlyAsync(Func<Task<FlightResult>> work, bool isRenewal)
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
                _known = result is null ? _known : result.Known with { State = _known.Merge(result.Known.State, Now) };
                _snapshot = null;
                _lookedAt = Now;
            }
        }

        _warning.Watch(result.Known.State.Login);
        var old = result.Known.ServedInsteadOf(result.Answer, Now);
        Tell(result.Found);
        Tell(result.Told?.Invoke(old is not null));
        return isRenewal && old is not null ? old : result.Answer;
    }

    private void Tell(RenewalEvent? what)
    {
        if (what is not null)
        {
            _settings.Options.Observer?.Invoke(what);
        }
    }
}
