using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>Prose that came from the server. It may quote what was sent, so it prints its length; <see cref="Reveal"/> gives it.</summary>
/// <remarks>
/// Where a token was asked for through a transport, the request's own secrets are cut out of it first. Show it to a developer, not to a
/// log. Immutable, with value equality.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(RedactedJsonConverter<ServerText>))]
public sealed class ServerText : IEquatable<ServerText>
{
    private const int LongestRevealed = 2048;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    /// <summary>Wraps a text of a server's.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public ServerText(string text) => _text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>The text on one line: controls escaped as <c>\uXXXX</c>, at most 2,048 characters of it, an ellipsis where it was
    /// cut.</summary>
    public string Reveal() => Printable.Escape(_text.Length <= LongestRevealed ? _text : _text[..Cut()] + "…");

    /// <summary>The text as it came: for the wire alone.</summary>
    internal string Exact() => _text;

    /// <inheritdoc/>
    public bool Equals(ServerText? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ServerText);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The length of the text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{_text.Length} characters]");

    private int Cut() => char.IsHighSurrogate(_text[LongestRevealed - 1]) ? LongestRevealed - 1 : LongestRevealed; // Not through a pair.

    // Podio puts a second code where its prose should be (PODIO 4.1).
    internal ServerText Without(SecretScrubber secrets) => ServerCode.IsKnown(_text) ? this : new(secrets.Scrub(_text));
}
