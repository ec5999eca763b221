namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A clock that the test moves, which knows the timers that were not disposed, and can have one call back that was: late.
/// </summary>
internal sealed class TimerCount(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly ConcurrentQueue<Action> _callbacks = new();
    private int _living;

    internal int Living => Volatile.Read(ref _living);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _living);
        _callbacks.Enqueue(() => callback(state));
        return new Counted(base.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref _living));
    }

    /// <summary>All timers there were call back now.</summary>
    internal void CallBackLate()
    {
        foreach (var callback in _callbacks)
        {
            callback();
        }
    }

    private sealed class Counted(ITimer timer, Action end) : ITimer
    {
        private Action? _end = end;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            Interlocked.Exchange(ref _end, null)?.Invoke();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
