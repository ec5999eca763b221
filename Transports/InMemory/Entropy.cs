using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>The randomness of one step: 32 bytes, given by the caller, from which whatever the step makes up is derived.</summary>
/// <remarks>
/// The machine has no random source of its own: the same state, request, instant and entropy give the same reply. Derived by HKDF with
/// SHA-512 (RFC 5869), one label a purpose, so that a token tells nothing about another. Immutable; prints <c>[redacted]</c>.
/// </remarks>
public sealed class Entropy
{
    /// <summary>How many bytes there are: 32.</summary>
    public const int Size = 32;

    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly byte[] _bytes;

    /// <summary>Copies the bytes. For tokens that nobody can guess take them from a cryptographic source; for a test any do.</summary>
    /// <param name="bytes">32 bytes.</param>
    /// <exception cref="ArgumentException">There are more or fewer than 32.</exception>
    public Entropy(ReadOnlySpan<byte> bytes) => _bytes = bytes.Length == Size
        ? bytes.ToArray()
        : throw new ArgumentException("Entropy has 32 bytes.", nameof(bytes));

    /// <summary>Always <c>[redacted]</c>.</summary>
    public override string ToString() => "[redacted]";

    /// <summary>128 lower-case hex characters, as Podio's access tokens are seen to be (PODIO 3.2).</summary>
    internal Secret AccessToken(long serial) => new(Hex("access_token", serial, 64));

    internal Secret RefreshToken(long serial) => new(Hex("refresh_token", serial, 64));

    internal Secret Code(long serial) => new(Hex("code", serial, 16));

    internal Secret Nonce(long serial) => new(Hex("server_nonce", serial, 16));

    /// <summary>8 letters and digits (PODIO 3.13).</summary>
    internal string RequestId() => string.Concat(Derive("request_id", 0, 8).Select(b => LettersAndDigits[b % LettersAndDigits.Length]));

    private string Hex(string label, long serial, int length) => Convert.ToHexStringLower(Derive(label, serial, length));

    private byte[] Derive(string label, long serial, int length)
    {
        var purpose = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{label} {serial}"));
        return HKDF.DeriveKey(HashAlgorithmName.SHA512, _bytes, length, salt: null, purpose);
    }
}
