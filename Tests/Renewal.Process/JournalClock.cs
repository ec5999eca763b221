namespace PodioOAuth.Functional.RenewalProcess;

/// <summary>A clock that begins at the system's time and runs only while the journal waits: a machine that is busy makes no step slow, and
/// does not seem to have slept, so a source takes the same steps in every run.</summary>
internal sealed class JournalClock(SpokenJournal journal) : TimeProvider
{
    private readonly DateTimeOffset _begun = System.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _begun + journal.Waited;

    public override long GetTimestamp() => journal.Waited.Ticks;
}
