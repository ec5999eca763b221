using System.Diagnostics;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>One way to do a piece of work, under the name it has in the table.</summary>
internal abstract class Contender(string name)
{
    internal string Name { get; } = name;

    internal static Contender Of<T>(string name, Func<T> operation) => new Synchronous<T>(name, operation);

    internal static Contender Of<T>(string name, Func<Task<T>> operation) => new Asynchronous<T>(name, operation);

    /// <summary>Runs the operation so many times, one after the other.</summary>
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

    private sealed class Asynchronous<T>(string name, Func<Task<T>> operation) : Contender(name)
    {
        private T? _kept;

        internal override Slice Run(int operations)
        {
            var processBytes = GC.GetTotalAllocatedBytes(precise: true);
            var threadBytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            var loop = Loop(operations);
            var isSynchronous = loop.IsCompleted;
            loop.GetAwaiter().GetResult();
            var ticks = Stopwatch.GetTimestamp() - start;
            threadBytes = GC.GetAllocatedBytesForCurrentThread() - threadBytes;
            processBytes = GC.GetTotalAllocatedBytes(precise: true) - processBytes;
            GC.KeepAlive(_kept);
            return new(operations, ticks, isSynchronous ? threadBytes : processBytes); // Work that moved to other threads allocated there.
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
