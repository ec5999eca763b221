namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A clock that counts how often it is read, on a machine that can sleep: then the wall clock goes on, and the monotonic clock and
/// its timers stand still. To sleep for less than no time sets the wall clock back.</summary>
internal sealed class SleepyClock : TimeProvider
{
    private readonly FakeTimeProvider _awake = new(Bench.Start);
    private TimeSpan _slept;

    internal int Reads { get; private set; }

    public override long TimestampFrequency => _awake.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        Reads++;
        return _awake.GetUtcNow() + _slept;
    }

    public override long GetTimestamp() => _awake.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _awake.CreateTimer(callback, state, dueTime, period);

    internal void Advance(TimeSpan by) => _awake.Advance(by);

    internal void Sleep(TimeSpan by) => _slept += by;
}
