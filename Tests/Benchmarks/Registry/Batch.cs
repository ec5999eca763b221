using System.Diagnostics;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A contender that works on so many things at a time, and counts each as an operation.</summary>
internal sealed class Batch<T>(string name, int size, Func<T> work) : Contender(name)
{
    private T? _kept;

    internal override Slice Run(int operations)
    {
        var times = Math.Max(1, operations / size);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            _kept = work();
        }

        var ticks = Stopwatch.GetTimestamp() - start;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        _kept = default; // It may be large.
        return new(times * size, ticks, bytes);
    }
}
