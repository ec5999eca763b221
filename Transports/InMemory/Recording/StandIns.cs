using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PodioOAuth.Functional.Serving;

/// <summary>Replaces a text by another of the same length and alphabet: equal texts by equal ones, different by different ones.</summary>
/// <remarks>
/// A keyed permutation of the texts of one shape (a Feistel network, as in the format-preserving encryption of NIST SP 800-38G), not a
/// hash: nothing has to be remembered, and no two secrets meet. The key is random and is never written, so that nobody can try passwords
/// against a file. What leaves the shape or the kind is permuted again until it is back, which keeps it a permutation.
/// </remarks>
internal sealed class StandIns(byte[] key)
{
    private const int Rounds = 8;
    private const int NumberSize = sizeof(uint);

    /// <summary>The stand-in: of a number one that is read as a number is, of a word no known word. Blanks, controls, <c>/ * ~</c> and what
    /// cannot be permuted stay.</summary>
    internal string Of(string text) => StandInRules.IsZero(text) ? text : Of(text, StandInRules.Of(text));

    /// <summary>The same by a rule of the caller's.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isFit">Whether a stand-in will do. The text itself should; where it does not, two texts may have one stand-in.</param>
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
            if (candidate == text || (shape.Fits(candidate) && isFit(candidate))) // The first: there is none.
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
