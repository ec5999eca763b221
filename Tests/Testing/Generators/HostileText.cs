using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Any text at all, made to break things: separators, escapes, controls, combining marks, emoji, noncharacters, lone
/// surrogates.</summary>
/// <param name="Value">The text. Not null; it may be empty, and need not be valid UTF-16.</param>
public sealed record HostileText(string Value)
{
    private static readonly SearchValues<char> HostileCharacters = SearchValues.Create("&=+%; \r\n\t\"\\");

    /// <summary>Any texts, valid for some field or for none. They shrink to shorter and plainer ones.</summary>
    public static Arbitrary<HostileText> Arbitrary() => Arb.From(
        Texts.Any.Select(text => new HostileText(text)),
        text => Shrinks.Of(text.Value).Select(simpler => new HostileText(simpler)));

    /// <summary>Whether a text holds something that an encoder has to treat with care: <c>&amp; = + % ;</c>, a blank, a quote, a backslash,
    /// a control, or anything beyond ASCII.</summary>
    /// <param name="text">The text; null holds nothing.</param>
    public static bool IsHostile(string? text) =>
        text.AsSpan().ContainsAny(HostileCharacters) || text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>The text as a C# literal.</summary>
    public override string ToString() => CSharpText.Of(Value);
}
