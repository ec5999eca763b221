using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>
/// A text that must not be printed: a client secret, a password, a code, a token. Only <see cref="Reveal"/> gives it.
/// </summary>
/// <remarks>
/// <para><see cref="ToString"/>, the debugger, F#'s <c>%A</c> and System.Text.Json all show <c>[redacted]</c>, whatever the secret
/// is.</para>
/// <para>Equality takes the same time wherever two secrets of one length differ; a difference in length shows. The hash code is the
/// runtime's per-process string hash: good for a set, never to be stored.</para>
/// <para>Immutable, hence safe to share between threads. The text is an ordinary managed string: this type keeps it out of logs,
/// not out of a memory dump.</para>
/// </remarks>
[JsonConverter(typeof(RedactedJsonConverter<Secret>))]
[DebuggerDisplay(Redacted)]
public sealed class Secret : IEquatable<Secret>
{
    internal const string Redacted = "[redacted]";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps a text. An empty one is allowed here; validation of the request that carries it names it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null. (This is also what stops a serializer that knows
    /// nothing of this type from reading back an empty secret.)</exception>
    public Secret(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The text itself. The one way out: search for this name to find every place where a secret leaves.</summary>
    public string Reveal() => _value;

    /// <summary>Wraps a text; null stays null, so that a missing value remains visible to validation.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Secret?(string? value) => value is null ? null : new Secret(value);

    /// <summary>Whether both hold the same text, compared in constant time for texts of equal length.</summary>
    public bool Equals(Secret? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(BytesOf(_value), BytesOf(other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Always <c>[redacted]</c>.</summary>
    public override string ToString() => Redacted;

    /// <summary>Whether both are null or hold the same text.</summary>
    public static bool operator ==(Secret? left, Secret? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(Secret? left, Secret? right) => !(left == right);

    private static ReadOnlySpan<byte> BytesOf(string text) => MemoryMarshal.AsBytes(text.AsSpan());
}
