namespace PodioOAuth.Functional;

/// <summary>Notifies an observer of one event at a time, in order.</summary>
internal sealed class ObserverLine(Action<RenewalEvent>? observer)
{
    private readonly Queue<(RenewalEvent What, TaskCompletionSource Told)> _queue = new();
    private bool _isTelling;

    internal bool IsWatched => observer is not null;

    /// <summary>Completes when the observer was notified, by this caller or by one that is notifying it already.</summary>
    internal Task TellAsync(RenewalEvent? what)
    {
        if (what is null || observer is null)
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
            observer!(what);
        }
        catch (Exception exception)
        {
            _ = Task.FromException(exception);
        }
    }
}
