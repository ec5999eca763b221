namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The pace of a kind of work: in full, and short enough for a test run.</summary>
internal sealed record Paces(Pace Full, Pace Quick)
{
    /// <summary>Work that only computes, in fractions of a microsecond.</summary>
    internal static Paces Computing { get; } = new(
        new(TimeSpan.FromSeconds(1), TimeSpan.FromMicroseconds(200), Turns: 50, Rounds: 200),
        new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMicroseconds(200), Turns: 20, Rounds: 5));

    /// <summary>A cached token, on one thread.</summary>
    internal static Paces Serving { get; } = new(
        Computing.Full,
        new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMicroseconds(200), Turns: 20, Rounds: 5));

    /// <summary>A cached token, on 64 threads. A turn is so long that the threads' awakening, some 4 ms on two cores, counts
    /// little.</summary>
    internal static Paces ServingMany { get; } = new(
        new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100), Turns: 4, Rounds: 20),
        new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(2), Turns: 2, Rounds: 3));

    /// <summary>Thousands who wait for one renewal: an operation takes as long as the renewal does.</summary>
    internal static Paces Waiting { get; } = new(
        new(TimeSpan.FromSeconds(1), TimeSpan.Zero, Turns: 5, Rounds: 20),
        new(TimeSpan.Zero, TimeSpan.Zero, Turns: 1, Rounds: 3));

    /// <summary>Reading from a store of many tokens.</summary>
    internal static Paces LookingUp { get; } = new(
        new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1), Turns: 20, Rounds: 50),
        new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMicroseconds(200), Turns: 10, Rounds: 3));

    /// <summary>Making some thousands of something.</summary>
    internal static Paces Making { get; } = new(
        new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(5), Turns: 10, Rounds: 10),
        new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(1), Turns: 3, Rounds: 3));

    /// <summary>Making so many that one turn is long enough to warm up in.</summary>
    internal static Paces MakingMany { get; } = new(
        new(TimeSpan.Zero, TimeSpan.Zero, Turns: 1, Rounds: 5),
        new(TimeSpan.Zero, TimeSpan.Zero, Turns: 1, Rounds: 3));

    /// <summary>The same work on few and on many, of sub-microseconds to milliseconds.</summary>
    internal static Paces Sizing { get; } = new(
        new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1), Turns: 20, Rounds: 20),
        new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMicroseconds(200), Turns: 5, Rounds: 3));

    /// <summary>A renewal, which waits for a disk or a server.</summary>
    internal static Paces Renewing { get; } = new(
        new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(10), Turns: 10, Rounds: 20),
        new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(2), Turns: 3, Rounds: 3));

    /// <summary>Exchanges with another process, in some 50 µs. A turn is a few dozen of them, so that 64 callers too get several
    /// each.</summary>
    internal static Paces Exchanging { get; } = new(
        new(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(8), Turns: 20, Rounds: 20),
        new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(4), Turns: 4, Rounds: 5));

    /// <summary>Processes that start, do one thing and end. They cannot be warmed up, which is the point.</summary>
    internal static Paces Starting { get; } = new(
        new(TimeSpan.Zero, TimeSpan.Zero, Turns: 10, Rounds: 6),
        new(TimeSpan.Zero, TimeSpan.Zero, Turns: 1, Rounds: 2));
}
