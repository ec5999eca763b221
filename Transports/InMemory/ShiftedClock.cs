namespace PodioOAuth.Functional;

/// <summary>A clock that runs as another does, so much before or behind it. Saturating at both ends of time. Not safe for concurrent use.</summary>
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
