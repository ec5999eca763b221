namespace PodioOAuth.Functional;

/// <summary>Notifies an observer of one event at a time, in order.</summary>
internal sealed class ObserverLine
{
    private static readonly ObserverLine Unwatched = new(observer: null);

    private readonly Action<RenewalEvent>? _observer;
    private readonly Queue<(RenewalEvent What, TaskCompletionSource Told)> _queue = new();
    private bool _isTelling;

    private ObserverLine(Action<RenewalEvent>? observer) => _observer = observer;

    internal bool IsWatched => _observer is not null;

    internal static ObserverLine Of(Action<RenewalEvent>? observer) => observer is null ? Unwatched : new ObserverLine(observer);

    /// <summary>Completes when the observer was notified, by this caller or by one that is notifying it already.</summary>
    internal Task TellAsync(RenewalEvent? what)
    {
        if (what is null || _observer is null)
        {
            return Task.CompletedTask;
        }

        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_queue)
        {
            _queue.Enqueue((what, told));
            if (_isTelling)
            {
                return told.Task;
            }

            _isTelling = true;
        }

        while (Next() is { } next)
        {
            Tell(next.What);
            next.Told.SetResult();
        }

        return told.Task;
    }

    private (RenewalEvent What, TaskCompletionSource Told)? Next()
    {
        lock (_queue)
        {
            _isTelling = _queue.TryDequeue(out var next);
            return _isTelling ? next : null;
        }
    }

    // Its exceptions must not reach callers that wait for a token, nor end the process through a timer: they are reported as unobserved
    // task exceptions.
    private void Tell(RenewalEvent what)
    {
        try
        {
            _observer!(what);
        }
        catch (Exception exception)
        {
            _ = Task.FromException(exception);
        }
    }
}
