using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>The randomness of one step: 32 bytes, provided by the caller, from which all generated values of the step are
/// derived.</summary>
/// <remarks>The state machine has no random source of its own: the same state, request, instant and entropy give the same reply. Values are
/// derived by HKDF with SHA-512 (RFC 5869), with one label per purpose, so that a token reveals nothing about another. Immutable; prints
/// <c>[redacted]</c>.</remarks>
public sealed class Entropy
{
    /// <summary>The required number of bytes: 32.</summary>
    public const int Size = 32;

    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly byte[] _bytes;

    /// <summary>Copies the bytes. For unguessable tokens, take them from a cryptographic source; for a test, any will do.</summary>
    /// <param name="bytes">32 bytes.</param>
    /// <exception cref="ArgumentException">There are more or fewer than 32 bytes.</exception>
    public Entropy(ReadOnlySpan<byte> bytes) => _bytes = bytes.Length == Size
        ? bytes.ToArray()
        : throw new ArgumentException("Entropy must have 32 bytes.", nameof(bytes));

    /// <summary>Returns <c>[redacted]</c>.</summary>
    public override string ToString() => "[redacted]";

    /// <summary>Returns 128 lower-case hexadecimal characters, as observed in Podio's access tokens (PODIO 3.2).</summary>
    internal Secret AccessToken(long serial) => new(Hex("access_token", serial, 64));

    internal Secret RefreshToken(long serial) => new(Hex("refresh_token", serial, 64));

    internal Secret Code(long serial) => new(Hex("code", serial, 16));

    internal Secret Nonce(long serial) => new(Hex("server_nonce", serial, 16));

    /// <summary>Returns 8 letters and digits (PODIO 3.13).</summary>
    internal string RequestId() => string.Concat(Derive("request_id", 0, 8).Select(b => LettersAndDigits[b % LettersAndDigits.Length]));

    /// <summary>Returns the key from which the stand-ins of a recording are derived.</summary>
    internal byte[] StandInKey() => Derive("stand_in", 0, Size);

    private string Hex(string label, long serial, int length) => Convert.ToHexStringLower(Derive(label, serial, length));

    private byte[] Derive(string label, long serial, int length)
    {
        var purpose = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{label} {serial}"));
        return HKDF.DeriveKey(HashAlgorithmName.SHA512, _bytes, length, salt: null, purpose);
    }
}
