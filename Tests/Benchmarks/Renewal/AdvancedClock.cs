namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The system's clock, set forward as often as a token is to expire. Its timers are the system's.</summary>
internal sealed class AdvancedClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    internal void Advance(TimeSpan span) => Interlocked.Add(ref _ahead, span.Ticks);
}
