using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>Text that the server wrote. It may quote what was sent, so it prints only its length; <see cref="Reveal"/> returns the
/// text.</summary>
/// <remarks>When the token was requested through a transport, the request's own secrets have been removed. Show it to a developer, but
/// don't log it. Immutable, with value equality.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(RedactedJsonConverter<ServerText>))]
public sealed class ServerText : IEquatable<ServerText>
{
    private const int LongestRevealed = 2048;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    /// <summary>Wraps a server's text.</summary>
    public ServerText(string text) => _text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>Returns the text on one line: control characters escaped as <c>\uXXXX</c>, at most 2,048 characters, with an ellipsis if it
    /// was cut.</summary>
    public string Reveal() => Printable.Escape(_text.Length <= LongestRevealed ? _text : _text[..Cut()] + "…");

    /// <summary>Returns the unescaped text, only for sending it on the wire.</summary>
    internal string Exact() => _text;

    /// <inheritdoc/>
    public bool Equals(ServerText? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ServerText);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the length of the text in brackets.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{_text.Length} characters]");

    private int Cut() => char.IsHighSurrogate(_text[LongestRevealed - 1]) ? LongestRevealed - 1 : LongestRevealed; // Keep surrogate pairs.

    // Podio puts a second code where the description should be (PODIO 4.1).
    internal ServerText Without(SecretScrubber secrets) => ServerCode.IsKnown(_text) ? this : new(secrets.Scrub(_text));
}
