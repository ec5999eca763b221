using System.Diagnostics;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What a contender did in one turn.</summary>
/// <param name="Operations">How often it ran.</param>
/// <param name="Ticks">How long that took, in ticks of <see cref="Stopwatch"/>.</param>
/// <param name="Bytes">What it allocated, in bytes.</param>
internal readonly record struct Slice(int Operations, long Ticks, long Bytes)
{
    /// <summary>The cost of one operation: nanoseconds or bytes.</summary>
    internal double PerOperation(Measure measure) => measure switch
    {
        Measure.Time => Ticks * (1e9 / Stopwatch.Frequency) / Operations,
        _ => (double)Bytes / Operations,
    };
}
