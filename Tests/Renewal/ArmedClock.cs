namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A clock that knows whether anybody waits by it: to move it before they do would leave them waiting forever. To set it moves
/// the wall clock alone: timers and the monotonic clock go on as if nothing had been.</summary>
internal sealed class ArmedClock() : FakeTimeProvider(Bench.Start)
{
    private int _armed;
    private long _set;

    /// <summary>Whether a timer runs.</summary>
    internal bool IsArmed => Volatile.Read(ref _armed) > 0;

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetTimestamp() - _set;

    /// <summary>Sets the wall clock forward, or back.</summary>
    internal void Set(TimeSpan by)
    {
        AdjustTime(GetUtcNow() + by);
        _set += by.Ticks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(base.CreateTimer(callback, state, dueTime, period), this);
        Interlocked.Increment(ref _armed);
        return timer;
    }

    private sealed class CountedTimer(ITimer timer, ArmedClock clock) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref clock._armed);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
