namespace PodioOAuth.Functional;

/// <summary>A clock that stands still until it is advanced. Its timers fire while it advances, each at its due time.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private const int MostFirings = 100_000; // For timers that never stop.

    private readonly List<VirtualTimer> _timers = []; // Also the lock for all fields.
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    internal DateTimeOffset? NextDue
    {
        get
        {
            lock (_timers)
            {
                return _timers.Min(timer => timer.Due);
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_timers)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Advances, and fires each timer that is due. Stops at the instant at which something was started.</summary>
    internal void Advance(TimeSpan by, Action<Action> fire, Func<bool> hasBegun)
    {
        var end = GetUtcNow() + by;
        for (var fired = 0; fired < MostFirings && Next(end) is { } callback; fired++)
        {
            fire(callback);
            if (hasBegun())
            {
                return;
            }
        }

        lock (_timers)
        {
            _now = end;
        }
    }

    /// <summary>Removes the timers of a process that has crashed.</summary>
    internal void Forget()
    {
        lock (_timers)
        {
            _timers.Clear();
        }
    }

    private Action? Next(DateTimeOffset end)
    {
        lock (_timers)
        {
            if (_timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is not { } next)
            {
                return null;
            }

            _now = next.Due > _now ? next.Due.Value : _now;
            return next.Fired();
        }
    }

    private sealed class VirtualTimer(VirtualClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        internal DateTimeOffset? Due { get; private set; }

        internal Action Fired()
        {
            Due = _period > TimeSpan.Zero ? Due + _period : null;
            return callback;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._timers)
            {
                (Due, _period) = (dueTime < TimeSpan.Zero ? null : clock._now + dueTime, period);
                clock._timers.Remove(this);
                clock._timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._timers)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
