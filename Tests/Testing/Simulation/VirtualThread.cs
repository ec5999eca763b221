using System.Collections.Concurrent;

namespace PodioOAuth.Functional;

/// <summary>The one thread of a simulation: what is awaited on it comes back to it, and runs when the schedule says so.</summary>
internal sealed class VirtualThread : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();

    internal bool IsIdle => _posted.IsEmpty;

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs code, and what comes of it.</summary>
    internal void Run(Action work)
    {
        SetSynchronizationContext(this);
        work();
        Pump();
    }

    /// <summary>Ends what code waits for. Without a context meanwhile: who awaits without it goes on at once and here, and not on the
    /// pool.</summary>
    internal void Complete(Action work)
    {
        SetSynchronizationContext(null);
        work();
        Pump();
    }

    /// <summary>Runs what was posted until nothing is left.</summary>
    internal void Pump()
    {
        while (_posted.TryDequeue(out var posted))
        {
            SetSynchronizationContext(this);
            posted.Callback(posted.State);
        }
    }

    /// <summary>Drops what a process that has died would have done.</summary>
    internal void Forget() => _posted.Clear();
}
