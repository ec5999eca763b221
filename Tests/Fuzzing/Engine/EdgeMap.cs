using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>AFL's trace map, in which code instrumented by <c>sharpfuzz</c> counts its branches, and what has been seen in it so far. Code
/// that wasn't instrumented leaves it empty.</summary>
internal sealed unsafe class EdgeMap : IDisposable
{
    private const int Size = 65_536;

    private readonly byte* _counts = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    /// <summary>The number of edges that were ever taken.</summary>
    internal int Edges { get; private set; }

    internal Span<byte> Counts => new(_counts, Size);

    /// <summary>Makes instrumented code count here. It can't run before, because it has nowhere to count.</summary>
    internal void Attach() => Trace.SharedMem = _counts;

    internal void Clear()
    {
        Counts.Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the last execution took an edge for the first time, or took one more often than any before.</summary>
    internal bool Merge()
    {
        var isNew = false;
        var edge = -1;
        while (Counts[(edge + 1)..].IndexOfAnyExcept((byte)0) is >= 0 and var skipped)
        {
            edge += skipped + 1;
            var bucket = BucketOf(_counts[edge]);
            Edges += _seen[edge] == 0 ? 1 : 0;
            isNew |= (_seen[edge] | bucket) != _seen[edge];
            _seen[edge] |= bucket;
        }

        return isNew;
    }

    public void Dispose()
    {
        Trace.SharedMem = Trace.SharedMem == _counts ? null : Trace.SharedMem;
        NativeMemory.Free(_counts);
    }

    // 1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127, 128 and more: as in AFL.
    private static byte BucketOf(byte count) => count switch
    {
        < 3 => count,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
