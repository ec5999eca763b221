namespace PodioOAuth.Functional.Renewal.Tests.Files;

/// <summary>A process that may be killed before one of its operations: it does none from then on, and the system frees its locks.</summary>
/// <param name="name">What to call it.</param>
/// <param name="killAt">Before which operation it is killed; 0 for none.</param>
/// <param name="story">Where it is told what was done.</param>
internal sealed class Mortal(string name, int killAt, List<string> story)
{
    private int _operations;

    internal string Name => name;

    internal bool IsDead { get; private set; }

    internal void Before(string operation, string file)
    {
        Interleaving.Point();
        if (!IsDead)
        {
            IsDead = ++_operations == killAt;
            story.Add($"{name} {(IsDead ? "is killed before it would" : "does")} {operation} {Path.GetExtension(file)}");
        }

        if (IsDead)
        {
            throw new InvalidOperationException("It is dead."); // No failure of a disk, which would be dealt with.
        }
    }
}

/// <summary>A clock by which the wait for a lock is over as soon as chance lets whoever waits go on, and takes no time.</summary>
internal sealed class Hurried(Interleaving all, TimeProvider clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        all.Start(() => callback(state));
        return clock.CreateTimer(_ => { }, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
