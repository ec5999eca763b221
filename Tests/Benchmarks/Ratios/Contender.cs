using System.Diagnostics;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>One way to do a piece of work, under the name it has in the table.</summary>
internal abstract class Contender(string name)
{
    internal string Name { get; } = name;

    internal static Contender Of<T>(string name, Func<T> operation) => new Synchronous<T>(name, operation);

    /// <param name="name">The name in the table.</param>
    /// <param name="operation">The work.</param>
    /// <param name="callers">How many do it at the same time, each one operation after the other.</param>
    internal static Contender Of<T>(string name, Func<Task<T>> operation, int callers = 1) => new Asynchronous<T>(name, operation, callers);

    /// <summary>Runs the operation so many times, or a few more: each caller as often as every other.</summary>
    internal abstract Slice Run(int operations);

    // Each result is kept in a field, as a program would keep it: else the runtime could leave out work that nobody sees.
    private sealed class Synchronous<T>(string name, Func<T> operation) : Contender(name)
    {
        private T? _kept;

        internal override Slice Run(int operations)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < operations; i++)
            {
                _kept = operation();
            }

            var ticks = Stopwatch.GetTimestamp() - start;
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            GC.KeepAlive(_kept);
            return new(operations, ticks, bytes);
        }
    }

    private sealed class Asynchronous<T>(string name, Func<Task<T>> operation, int callers) : Contender(name)
    {
        private T? _kept;

        internal override Slice Run(int operations)
        {
            var each = Math.Max(1, operations / callers);
            var processBytes = GC.GetTotalAllocatedBytes(precise: true);
            var threadBytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            var loops = callers == 1 ? Loop(each) : Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Loop(each)));
            var isSynchronous = loops.IsCompleted;
            loops.GetAwaiter().GetResult();
            var ticks = Stopwatch.GetTimestamp() - start;
            threadBytes = GC.GetAllocatedBytesForCurrentThread() - threadBytes;
            processBytes = GC.GetTotalAllocatedBytes(precise: true) - processBytes;
            GC.KeepAlive(_kept);
            // Work that moved to other threads allocated there.
            return new(each * callers, ticks, isSynchronous ? threadBytes : processBytes);
        }

        private async Task Loop(int operations)
        {
            for (var i = 0; i < operations; i++)
            {
                _kept = await operation().ConfigureAwait(false);
            }
        }
    }
}
