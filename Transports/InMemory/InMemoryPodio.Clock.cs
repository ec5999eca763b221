namespace PodioOAuth.Functional;

/// <content>The server's clock.</content>
public sealed partial class InMemoryPodio
{
    private readonly TimeProvider _time;
    private readonly ShiftedClock _clock;

    /// <summary>What late replies are timed by.</summary>
    internal TimeProvider Time => _time;

    /// <summary>What the server's clock says.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _clock.Now;
            }
        }
    }

    /// <summary>Sets the server's clock. It runs on from there as the <see cref="TimeProvider"/> does.</summary>
    /// <param name="now">What the clock is to say now.</param>
    public void SetClock(DateTimeOffset now)
    {
        lock (_gate)
        {
            _clock.Set(now);
        }
    }

    /// <summary>Moves the server's clock, forward or back, as far as there are dates.</summary>
    /// <param name="by">How far; below zero moves it back.</param>
    public void MoveClock(TimeSpan by)
    {
        lock (_gate)
        {
            _clock.Move(by);
        }
    }
}

/// <summary>A clock that runs as another does, so much before or behind it. Saturating at both ends of time. Not safe for concurrent
/// use.</summary>
internal sealed class ShiftedClock(TimeProvider time)
{
    private TimeSpan _shift;

    internal DateTimeOffset Now => Shift(time.GetUtcNow(), _shift);

    internal void Set(DateTimeOffset now) => _shift = now - time.GetUtcNow();

    internal void Move(TimeSpan by) => Set(Shift(Now, by));

    private static DateTimeOffset Shift(DateTimeOffset instant, TimeSpan by) =>
        by > DateTimeOffset.MaxValue - instant ? DateTimeOffset.MaxValue
        : by < DateTimeOffset.MinValue - instant ? DateTimeOffset.MinValue
        : instant + by;
}
