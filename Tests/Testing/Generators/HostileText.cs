using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Arbitrary text designed to break things: separators, escapes, control characters, combining marks, emoji, noncharacters, lone
/// surrogates.</summary>
/// <param name="Value">The text. Not null; it may be empty, and need not be valid UTF-16.</param>
public sealed record HostileText(string Value)
{
    private static readonly SearchValues<char> HostileCharacters = SearchValues.Create("&=+%; \r\n\t\"\\");

    /// <summary>Arbitrary texts, valid for some field or for none. They shrink to shorter and simpler ones.</summary>
    public static Arbitrary<HostileText> Arbitrary() => Arb.From(
        Texts.Any.Select(text => new HostileText(text)),
        text => Shrinks.Of(text.Value).Select(simpler => new HostileText(simpler)));

    /// <summary>Returns whether a text contains something that an encoder must handle with care: <c>&amp; = + % ;</c>, a space, a quote, a
    /// backslash, a control character, or anything beyond ASCII.</summary>
    /// <param name="text">The text; null contains nothing.</param>
    public static bool IsHostile(string? text) =>
        text.AsSpan().ContainsAny(HostileCharacters) || text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>Returns the text as a C# literal.</summary>
    public override string ToString() => CSharpText.Of(Value);
}
