using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>Mutates valid bytes: flipped, truncated, partly duplicated, or with something inserted.</summary>
public static class Mutations
{
    private static readonly byte[][] Pushed =
    [
        .. new[]
        {
            "\"", "\\", "{", "}", "[", "]", ",", ":", "\0", "\\u", "\\ud800", "1e999", "-", "null", "&", "=", "%", "+", "%9\0", "\u00E9",
            "\uFEFF",
        }
            .Select(text => Encoding.UTF8.GetBytes(text)),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ];

    /// <summary>Returns one to four mutations of these bytes, occasionally none.</summary>
    /// <param name="original">The bytes. They aren't changed.</param>
    public static Gen<byte[]> Of(byte[] original)
    {
        ArgumentNullException.ThrowIfNull(original);
        return from count in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 4)))
               from hand in Gen.Choose(0, int.MaxValue - 1)
               select Mutate(original, count, new Random(hand));
    }

    private static byte[] Mutate(byte[] bytes, int count, Random hand) =>
        Enumerable.Range(0, count).Aggregate(bytes, (mutant, _) => Mutate(mutant, hand));

    private static byte[] Mutate(byte[] bytes, Random hand)
    {
        var (from, to) = Slice(bytes.Length, hand);
        return hand.Next(6) switch
        {
            0 => [.. bytes[..from], .. FlippedFirst(bytes[from..], hand)],
            1 => bytes[..from],
            2 => [.. bytes[..from], .. bytes[to..]],
            3 => [.. bytes[..to], .. bytes[from..to], .. bytes[to..]],
            4 => [.. bytes[..from], .. Pushed[hand.Next(Pushed.Length)], .. bytes[from..]],
            _ => [.. bytes[..from], .. Pushed[hand.Next(Pushed.Length)], .. bytes[to..]],
        };
    }

    private static byte[] FlippedFirst(byte[] bytes, Random hand) =>
        bytes.Length == 0 ? [] : [(byte)(bytes[0] ^ (1 << hand.Next(8))), .. bytes[1..]];

    private static (int From, int To) Slice(int length, Random hand)
    {
        var from = hand.Next(length + 1);
        return (from, from + hand.Next(Math.Min(length - from, 60) + 1));
    }
}
