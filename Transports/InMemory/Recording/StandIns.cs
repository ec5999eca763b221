using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PodioOAuth.Functional.Serving;

/// <summary>Replaces a text by another of the same length and alphabet: equal texts by equal ones, different texts by different
/// ones.</summary>
/// <remarks>
/// A keyed permutation of the texts of one shape (a Feistel network, as in the format-preserving encryption of NIST SP 800-38G), not a
/// hash: nothing has to be remembered, and no two secrets collide. The key is random and never written, so a file can't be used to guess
/// passwords. A result outside the shape or kind is permuted again until it is inside, which keeps the whole a permutation.
/// </remarks>
internal sealed class StandIns(byte[] key)
{
    private const int Rounds = 8;
    private const int NumberSize = sizeof(uint);

    /// <summary>Returns the stand-in: for a number, a text that is read as a number; for a word, one that isn't a known word. Blanks,
    /// control characters, <c>/ * ~</c>, the zeros before a number of more than 19 digits, and what can't be permuted are kept.</summary>
    internal string Of(string text)
    {
        if (StandInRules.IsZero(text))
        {
            return text;
        }

        var isFit = StandInRules.Of(text);
        var zeros = text[..StandInRules.CountZerosToKeep(text)];
        return zeros + Of(text[zeros.Length..], rest => isFit(zeros + rest));
    }

    /// <summary>Returns the stand-in that satisfies a rule of the caller.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isFit">Whether a stand-in is suitable. The text itself should be; if it isn't, two texts may have the same
    /// stand-in.</param>
    internal string Of(string text, Func<string, bool> isFit)
    {
        var shape = new TextShape(text);
        if (shape.Radices.Length == 0)
        {
            return text;
        }

        var values = shape.Values;
        while (true)
        {
            Permute(values, shape.Radices);
            var candidate = shape.Write(values);
            if (candidate == text || (shape.Fits(candidate) && isFit(candidate))) // Back at the text itself: there is no stand-in.
            {
                return candidate;
            }
        }
    }

    private void Permute(Span<int> values, ReadOnlySpan<int> radices)
    {
        var half = values.Length / 2;
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
            {
                Shift(values[half..], radices[half..], values[..half], radices, round);
            }
            else
            {
                Shift(values[..half], radices[..half], values[half..], radices, round);
            }
        }
    }

    private void Shift(Span<int> target, ReadOnlySpan<int> radices, ReadOnlySpan<int> source, ReadOnlySpan<int> shape, int round)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData([(byte)round]);
        hash.AppendData(MemoryMarshal.AsBytes(shape));
        hash.AppendData(MemoryMarshal.AsBytes(source));
        Span<byte> seed = stackalloc byte[SHA256.HashSizeInBytes + NumberSize];
        hash.GetHashAndReset(seed);
        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < target.Length; i++)
        {
            var at = i * NumberSize % block.Length;
            if (at == 0)
            {
                BinaryPrimitives.WriteInt32LittleEndian(seed[SHA256.HashSizeInBytes..], i);
                HMACSHA256.HashData(key, seed, block);
            }

            var shift = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]) % (uint)radices[i];
            target[i] = (int)(((uint)target[i] + shift) % (uint)radices[i]);
        }
    }
}
