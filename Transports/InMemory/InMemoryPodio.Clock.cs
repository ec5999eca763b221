namespace PodioOAuth.Functional;

/// <content>The server's clock.</content>
public sealed partial class InMemoryPodio
{
    private readonly TimeProvider _time;
    private readonly ShiftedClock _clock;

    /// <summary>The clock that times delayed replies.</summary>
    internal TimeProvider Time => _time;

    /// <summary>The time on the server's clock.</summary>
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

    /// <summary>Sets the server's clock. It continues from there at the pace of the <see cref="TimeProvider"/>.</summary>
    /// <param name="now">The new time.</param>
    public void SetClock(DateTimeOffset now)
    {
        lock (_gate)
        {
            _clock.Set(now);
        }
    }

    /// <summary>Moves the server's clock forward or back, within the range of dates.</summary>
    /// <param name="by">The distance; a negative one moves it back.</param>
    public void MoveClock(TimeSpan by)
    {
        lock (_gate)
        {
            _clock.Move(by);
        }
    }
}

/// <summary>A clock that runs with another, at an offset. Saturates at both ends of time. Not safe for concurrent use.</summary>
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
