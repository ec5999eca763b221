using System.Diagnostics;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A contender whose callers have a thread each, and all loop at the same time. One caller loops on the thread that
/// measures.</summary>
/// <remarks>The threads are there and wait before the time begins; it ends with the last operation, before any of them ends. Where nobody
/// waits, each thread counts its own bytes, to the byte; else the process does.</remarks>
internal sealed class ThreadedContender<TOperation, T>(string name, TOperation operation, int threads) : Contender(name)
    where TOperation : struct, IOperation<T>
{
    private readonly T?[] _kept = new T?[threads];

    internal override Slice Run(int operations)
    {
        var each = Math.Max(1, operations / threads);
        var laps = new Task<Lap>[threads];
        return threads == 1 ? Measure(each, laps, () => laps[0] = Loop(each, caller: 0)) : RunThreads(each, laps);
    }

    private Slice RunThreads(int each, Task<Lap>[] laps)
    {
        using var ready = new CountdownEvent(threads);
        using var begun = new CountdownEvent(threads);
        using var gate = new ManualResetEventSlim();
        for (var i = 0; i < threads; i++)
        {
            var caller = i;
            var thread = new Thread(() =>
            {
                ready.Signal();
                gate.Wait();
                laps[caller] = Loop(each, caller);
                begun.Signal();
            })
            {
                IsBackground = true,
            };
            thread.Start();
        }

        ready.Wait();
        return Measure(each, laps, () =>
        {
            gate.Set();
            begun.Wait();
        });
    }

    private Slice Measure(int each, Task<Lap>[] laps, Action begin)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        begin();
        var ended = Task.WhenAll(laps).GetAwaiter().GetResult();
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new(
            each * threads,
            ended.Max(lap => lap.End) - start,
            ended.Any(lap => lap.HasMoved) ? bytes : ended.Sum(lap => lap.Bytes));
    }

    private async Task<Lap> Loop(int operations, int caller)
    {
        var (thread, hasMoved) = (Environment.CurrentManagedThreadId, false);
        var kept = default(T); // Not the field: neighbours in an array would slow each other down.
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < operations; i++)
        {
            var task = operation.RunAsync();
            hasMoved |= !task.IsCompleted;
            kept = await task.ConfigureAwait(false);
        }

        var end = Stopwatch.GetTimestamp();
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        _kept[caller] = kept;
        return new(end, bytes, hasMoved || thread != Environment.CurrentManagedThreadId);
    }
}
