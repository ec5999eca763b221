using System.Diagnostics;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <content>Flights: one at a time, each of which completes even if no caller waits for it.</content>
internal sealed partial class RenewalEngine
{
    // From the first flight on, because a registry has many sources that have had none.
    private CancellationTokenSource? _abort;
    private CancellationTokenSource? _left; // After the second wait for a flight that doesn't end.
    private Queue<Begun>? _queue;

    /// <summary>Starts a login anew, renews it whatever its age, or ends it. Waits for a flight in progress, takes precedence over
    /// renewals, and returns its own result: no old token is served instead.</summary>
    /// <param name="begin">The work.</param>
    /// <param name="cancellationToken">Cancels the caller's wait.</param>
    /// <param name="isDroppable">Whether the work isn't done if its caller gives up before it starts.</param>
    internal Task<Either<TokenSourceError, Token>> BeginAsync(
        Func<RenewalFlight, Known, Task<FlightResult>> begin, CancellationToken cancellationToken, bool isDroppable = false)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Either<TokenSourceError, Token>>(cancellationToken);
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposal is not null, typeof(TokenSource));
            if (_flight is null)
            {
                return Start(begin, isRenewal: false).WaitAsync(cancellationToken);
            }

            var begun = new Begun(begin, isDroppable ? cancellationToken : CancellationToken.None);
            (_queue ??= new()).Enqueue(begun);
            return begun.Answer.Task.WaitAsync(cancellationToken);
        }
    }

    private async Task ShareLimitAsync()
    {
        try
        {
            _ = await BeginAsync((flight, known) => flight.ShareLimitAsync(known), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The source was disposed before this flight started, and no caller is waiting.
        }
    }

    // Under the gate. The work itself starts elsewhere, because a store or a transport may answer at once, and would reenter. The caller's
    // context isn't captured: its transaction would roll back the store's writes, and its context would live as long as the source.
    private Task<Either<TokenSourceError, Token>> Start(Func<RenewalFlight, Known, Task<FlightResult>> work, bool isRenewal)
    {
        _abort ??= new CancellationTokenSource();
        _left ??= new CancellationTokenSource();
        var (known, caller) = (_known, Activity.Current?.Context);
        var ended = new TaskCompletionSource<Either<TokenSourceError, Token>>();
        (_flight, _isRenewal) = (ended.Task, isRenewal); // Before it is launched: it may complete, and start the next one, on this thread.
        _ = FlightContext.Apart(() => FollowAsync(ended, UnlessLeftAsync(_settings.Launch(() =>
        {
            FlightContext.Caller = caller;
            return FlyAsync(work, known, isRenewal);
        }))));
        return ended.Task;
    }

    // Nothing waits for a flight that doesn't end with its source.
    private async Task<Either<TokenSourceError, Token>> UnlessLeftAsync(Task<Either<TokenSourceError, Token>> flight)
    {
        try
        {
            return await flight.WaitAsync(_left!.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_left!.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(TokenSource));
        }
    }

    private async Task<Either<TokenSourceError, Token>> FlyAsync(
        Func<RenewalFlight, Known, Task<FlightResult>> work, Known known, bool isRenewal)
    {
        try
        {
            var answer = await AnswerAsync(work, known, isRenewal).ConfigureAwait(false);

            // A call may have rejected the token since the flight began. Once more only, in case every token is the same.
            return isRenewal && answer.Match(Right: _known.IsRejected, Left: _ => false)
                ? await AnswerAsync(work, _known, isRenewal).ConfigureAwait(false)
                : answer;
        }
        catch (OperationCanceledException) when (_abort!.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(TokenSource));
        }
        finally
        {
            lock (_gate)
            {
                _flight = null;
                StartNext();
            }
        }
    }

    private async Task<Either<TokenSourceError, Token>> AnswerAsync(
        Func<RenewalFlight, Known, Task<FlightResult>> work, Known known, bool isRenewal)
    {
        var flight = new RenewalFlight(_settings, _store, _abort!.Token);
        (_store.Fault, _store.Attempted) = (null, null);
        var result = await work(flight, known).ConfigureAwait(false);
        lock (_gate)
        {
            var meanwhile = result.EndsCoolDowns ? _known.WithoutCoolDownsOf(known) : _known; // What was learned meanwhile is kept.
            _known = result.Known.MergedWith(meanwhile, Now, _settings.Policy);
            _failure = isRenewal ? FailureOf(result.StoreFailure ?? result.Answer) : null; // Worth a check after a start.
            _snapshot = null;
        }

        if (!ReferenceEquals(result.Known, known)) // Otherwise nothing was found out: the store is down, say.
        {
            Warning?.Watch(result.Known.State);
        }

        await _observer.TellAsync(result.Found).ConfigureAwait(false);
        await _observer.TellAsync(Diagnosed(result.Told?.Invoke(_known.OldToken(Now) is not null), flight.Sent, result.Known.State))
            .ConfigureAwait(false);
        return isRenewal && _known.OldToken(Now) is { } token ? token : result.Answer;
    }

    // Under the gate. A caller that has given up meanwhile doesn't start anything.
    private void StartNext()
    {
        while (_flight is null && _queue?.TryDequeue(out var begun) == true)
        {
            if (!begun.IsGivenUp)
            {
                _ = FollowAsync(begun.Answer, Start(begun.Work, isRenewal: false));
            }
        }
    }

    private static async Task FollowAsync(
        TaskCompletionSource<Either<TokenSourceError, Token>> answer, Task<Either<TokenSourceError, Token>> flight)
    {
        await ((Task)flight).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        answer.TrySetFromTask(flight);
    }

    private Failure? FailureOf(Either<TokenSourceError, Token> answer) =>
        Asking.ErrorOf(answer) is { } error ? new Failure(error, Elapsed.Since(_settings.Time)) : null;

    private RenewalEvent? Diagnosed(RenewalEvent? what, Grant? sent, RenewalState state) =>
        _observer.IsWatched && what is RenewalFailedEvent failed && _store.Fault is { } fault
            ? failed with { Diagnosis = FaultText.Of(fault, _settings, sent, state, _known.State, _store.Attempted) }
            : what;

    /// <summary>A start that waits for the flight in progress.</summary>
    private sealed class Begun(Func<RenewalFlight, Known, Task<FlightResult>> work, CancellationToken cancellationToken)
    {
        internal Func<RenewalFlight, Known, Task<FlightResult>> Work => work;

        internal TaskCompletionSource<Either<TokenSourceError, Token>> Answer { get; } = new();

        internal bool IsGivenUp => cancellationToken.IsCancellationRequested;
    }
}
