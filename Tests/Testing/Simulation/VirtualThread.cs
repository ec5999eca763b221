using System.Collections.Concurrent;

namespace PodioOAuth.Functional;

/// <summary>The single thread of a simulation. Awaited code resumes on it, and runs when the schedule decides.</summary>
internal sealed class VirtualThread : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();

    internal bool IsIdle => _posted.IsEmpty;

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs code, and what it posts.</summary>
    internal void Run(Action work)
    {
        SetSynchronizationContext(this);
        work();
        Pump();
    }

    /// <summary>Completes what code waits for. No context is set meanwhile, so that code that awaits without the context continues here at
    /// once, and not on the pool.</summary>
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

    /// <summary>Drops what a crashed process would have done.</summary>
    internal void Forget() => _posted.Clear();
}
