using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>A string that must not be printed: a client secret, a password, a code, a token. Only <see cref="Reveal"/> returns
/// it.</summary>
/// <remarks>
/// <para><see cref="ToString"/>, the debugger, F#'s <c>%A</c> and System.Text.Json all show <c>[redacted]</c>, whatever the secret
/// is.</para>
/// <para>Comparing two secrets of equal length takes constant time, or none if both wrap the same string object; a difference in length is
/// observable. The hash code is the runtime's per-process string hash: use it in a set, but never store it.</para>
/// <para>Immutable, and safe to share between threads. The text is an ordinary managed string: this type keeps it out of logs, not out of a
/// memory dump.</para>
/// </remarks>
[JsonConverter(typeof(RedactedJsonConverter<Secret>))]
[DebuggerDisplay(Redacted)]
public sealed class Secret : IEquatable<Secret>
{
    internal const string Redacted = "[redacted]";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps a string. It may be empty; validating the request that carries it reports that.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null. This also prevents a serializer that doesn't know this
    /// type from creating an empty secret.</exception>
    public Secret(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Returns the string itself. Search for this name to find every place where a secret is used.</summary>
    public string Reveal() => _value;

    /// <summary>Wraps a string; null stays null, so that validation can report the missing value.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Secret?(string? value) => value is null ? null : new Secret(value);

    /// <summary>Returns whether both contain the same string. Different strings of equal length are compared in constant time.</summary>
    public bool Equals(Secret? other) =>
        other is not null
        && (ReferenceEquals(_value, other._value) || CryptographicOperations.FixedTimeEquals(BytesOf(_value), BytesOf(other._value)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns <c>[redacted]</c>.</summary>
    public override string ToString() => Redacted;

    /// <summary>Returns whether both are null or contain the same string.</summary>
    public static bool operator ==(Secret? left, Secret? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Returns whether the strings differ.</summary>
    public static bool operator !=(Secret? left, Secret? right) => !(left == right);

    private static ReadOnlySpan<byte> BytesOf(string text) => MemoryMarshal.AsBytes(text.AsSpan());
}
