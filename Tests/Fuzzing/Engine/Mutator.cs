using System.Buffers;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Creates an input from others: some bytes are changed, moved, duplicated, or taken from another input, or words are inserted.
/// Deterministic for a seed.</summary>
internal sealed class Mutator(Random hand, IReadOnlyList<byte[]> words)
{
    /// <summary>Slightly more than the largest body that anything reads.</summary>
    internal const int Longest = (1024 * 1024) + 64;

    private const int LongestSlice = 64;

    private static readonly SearchValues<byte> Delimiters = SearchValues.Create("&=\",:;?#/. _{}[]\r\n"u8);

    private readonly byte[] _bytes = new byte[Longest];
    private int _length;

    /// <summary>Returns a mutant of <paramref name="parent"/>, with slices of <paramref name="other"/> in places. Valid until the next
    /// call.</summary>
    internal ReadOnlySpan<byte> Mutate(byte[] parent, byte[] other)
    {
        parent.AsSpan(0, Math.Min(parent.Length, Longest)).CopyTo(_bytes);
        _length = Math.Min(parent.Length, Longest);
        for (var left = 1 << hand.Next(5); left > 0; left--)
        {
            Change(other);
        }

        if (hand.Next(3000) == 0)
        {
            Swell();
        }

        return _bytes.AsSpan(0, _length);
    }

    private void Change(byte[] other)
    {
        var (at, length) = SliceOf(_length);
        var value = at < _length ? _bytes[at] : (byte)0;
        var word = words[hand.Next(words.Count)];
        switch (hand.Next(12))
        {
            case 0:
                Replace(at, 1, [(byte)(value ^ (1 << hand.Next(8)))]);
                break;
            case 1:
                Replace(at, 1, [(byte)hand.Next(256)]);
                break;
            case 2:
                Replace(at, 1, [(byte)(value + hand.Next(-8, 9))]);
                break;
            case 3:
                Replace(at, length, []);
                break;
            case 4:
                Replace(hand.Next(_length + 1), 0, _bytes.AsSpan(at, length).ToArray());
                break;
            case 5 or 6:
                Replace(at, 0, word);
                break;
            case 7:
                Replace(at, word.Length, word);
                break;
            case 8 or 9:
                var (start, end) = TokenAt(at);
                Replace(start, end - start, word);
                break;
            default:
                var (from, count) = SliceOf(other.Length);
                Replace(at, hand.Next(2) == 0 ? length : 0, other.AsSpan(from, count));
                break;
        }
    }

    // What is between two delimiters: a name, a value, a number.
    private (int Start, int End) TokenAt(int at)
    {
        var before = _bytes.AsSpan(0, at).LastIndexOfAny(Delimiters);
        var after = _bytes.AsSpan(at, _length - at).IndexOfAny(Delimiters);
        return (before + 1, after < 0 ? _length : at + after);
    }

    // Limits are far above the values of a seed.
    private void Swell()
    {
        var (at, length) = SliceOf(_length);
        var most = Math.Min(Longest, 1 << hand.Next(10, 21));
        while (length > 0 && _length + length <= most)
        {
            Replace(at, 0, _bytes.AsSpan(at, length).ToArray());
            length *= 2;
        }
    }

    private void Replace(int at, int removed, ReadOnlySpan<byte> inserted)
    {
        var rest = Math.Min(at + removed, _length);
        var length = at + inserted.Length + _length - rest;
        if (length <= Longest)
        {
            _bytes.AsSpan(rest, _length - rest).CopyTo(_bytes.AsSpan(at + inserted.Length));
            inserted.CopyTo(_bytes.AsSpan(at));
            _length = length;
        }
    }

    private (int At, int Length) SliceOf(int length)
    {
        var at = hand.Next(length + 1);
        return (at, hand.Next(Math.Min(length - at, LongestSlice) + 1));
    }
}
