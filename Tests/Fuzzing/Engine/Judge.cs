using System.Diagnostics;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>A law of a target doesn't hold. The input says more than any message.</summary>
internal sealed class BrokenLawException(string law) : Exception(law);

/// <summary>The maximum cost of one input, besides a copy of itself.</summary>
internal sealed record Limits(long Bytes, TimeSpan Time)
{
    internal static Limits Default { get; } = new(8 * 1024 * 1024, TimeSpan.FromSeconds(1));
}

/// <summary>A problem of a target, shown by one input.</summary>
internal sealed record Finding(string What, byte[] Input)
{
    internal const string IsSlow = "is slow";
    internal const string Hangs = "hangs";
    internal const string AllocatesTooMuch = "allocates too much";
}

/// <summary>One execution: its cost, and the problem, or null.</summary>
internal readonly record struct Trial(long Bytes, TimeSpan Time, string? Wrong);

/// <summary>Runs a target on one input. The limits apply to the product's part; the laws are checked afterward, and aren't
/// counted.</summary>
internal static class Judge
{
    private const int Repeats = 3;

    /// <summary>Runs it once. If it took longer than <paramref name="suspicious"/>, runs it again by processor time, because another
    /// program, the compiler or a collection may have caused it. The fastest run counts.</summary>
    internal static Trial Run(FuzzTarget target, ReadOnlySpan<byte> input, Limits limits, TimeSpan suspicious)
    {
        var trial = Run(target, input, limits, () => Stopwatch.GetElapsedTime(0));
        for (var repeat = 1; repeat < Repeats && trial.Time > suspicious && trial.Wrong is null; repeat++)
        {
            var again = Run(target, input, limits, () => Environment.CpuUsage.TotalTime);
            trial = again.Time < trial.Time || again.Wrong is not null ? again : trial;
        }

        return trial.Wrong is null && trial.Time > limits.Time ? trial with { Wrong = Finding.IsSlow } : trial;
    }

    private static Trial Run(FuzzTarget target, ReadOnlySpan<byte> input, Limits limits, Func<TimeSpan> clock)
    {
        var (bytes, start, trial) = (Uncounted.Counted, clock(), default(Trial));
        try
        {
            var laws = target.Run(input);
            trial = new Trial(Uncounted.Counted - bytes, clock() - start, Wrong: null);
            laws();
            return trial.Bytes > limits.Bytes + input.Length ? trial with { Wrong = Finding.AllocatesTooMuch } : trial;
        }
        catch (Exception exception)
        {
            return trial with { Wrong = $"{exception.GetType().Name}: {exception.Message}" };
        }
    }
}

/// <summary>Until disposed, what the thread allocates belongs to a target's own preparation of an input, and isn't a cost of the
/// product.</summary>
internal readonly struct Uncounted : IDisposable
{
    [ThreadStatic]
    private static long _uncounted;

    private readonly long _before = GC.GetAllocatedBytesForCurrentThread();

    public Uncounted()
    {
    }

    /// <summary>What the thread has allocated otherwise.</summary>
    internal static long Counted => GC.GetAllocatedBytesForCurrentThread() - _uncounted;

    public void Dispose() => _uncounted += GC.GetAllocatedBytesForCurrentThread() - _before;
}
