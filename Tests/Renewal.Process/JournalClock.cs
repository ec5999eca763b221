namespace PodioOAuth.Functional.RenewalProcess;

/// <summary>The system's clock, with a stopwatch that runs only while the journal waits: a machine that is busy makes no step slow, and so
/// a source takes the same steps in every run.</summary>
internal sealed class JournalClock(Journal journal) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => journal.Waited.Ticks;
}
