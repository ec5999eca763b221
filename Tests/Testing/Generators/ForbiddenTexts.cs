using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Texts that break the grammar of a field in exactly one way, the one that <see cref="FieldGrammar.ProblemsOf(string, string?)"/>
/// finds.</summary>
internal static class ForbiddenTexts
{
    /// <summary>Texts that no text field may contain: control characters, DEL, U+FFFE, U+FFFF, and surrogates, alone or in the wrong
    /// order.</summary>
    internal static readonly string[] NowhereAllowed =
        ["\r", "\n", "\r\n", "\0", "\u0001", "\b", "\u001B", "\u001F", "\u007F", "\uFFFE", "\uFFFF", "\uD83D", "\uDE00", "\uDE00\uD83D"];

    private static readonly string[] NotVsChar =
        [.. NowhereAllowed, "\t", "\u0080", "\u009F", "\u00A0", "é", "€", "e\u0301", "\U0001F600", "\uFEFF"];

    private static readonly string[] NotInUris = [.. NotVsChar, " ", "\"", "<", ">", "\\", "^", "`", "{", "|", "}"];

    private static readonly string[] Relative = ["/cb", "cb", "//example.com/cb", "1a://h", ":cb", "?a=b", "a_b:/cb", "%61:/cb"];

    private static readonly string[] HalfEscapes = ["%", "%4", "%zz", "%4g", "%%41", "%u0041"];

    /// <summary>Breaks a field with this name.</summary>
    internal static Gen<string?> For(string field) => FieldGrammar.RuleOf(field) switch
    {
        FieldRule.VsChar => Break(Texts.VsChar, NotVsChar, Absent, TooLong("a", "&", " ")),
        FieldRule.UnicodeNoCrLf => Break(Texts.Unicode, NowhereAllowed, Absent, TooLong("a", "é", "€", "\U0001F600")),
        _ => Break(
            Texts.RedirectUri,
            NotInUris,
            Gen.Constant<string?>(""), // null is valid there
            TooLong("a").Select(text => (string?)("a:" + text)),
            Gen.Elements(Relative).Select(text => (string?)text),
            Append(Gen.Elements("#", "#f", "#?a=b")),
            Append(Gen.Elements(HalfEscapes))),
    };

    private static Gen<string?> Absent { get; } = Gen.Elements(null, "");

    private static Gen<string?> Break(Gen<string> valid, string[] forbidden, params Gen<string?>[] others) =>
        Gen.Frequency([(3, Spoil(valid, forbidden)), .. others.Select(other => (1, other))]);

    private static Gen<string?> Append(Gen<string> tail) =>
        from uri in Short(Texts.RedirectUri)
        from end in tail
        select (string?)(uri + end);

    private static Gen<string?> Spoil(Gen<string> valid, string[] forbidden) =>
        from text in Short(valid)
        from bad in Gen.Elements(forbidden)
        let elements = TextElements.Of(text)
        from at in Gen.Choose(0, elements.Count)
        select (string?)string.Concat([.. elements.Take(at), bad, .. elements.Skip(at)]);

    private static Gen<string> Short(Gen<string> gen) => gen.Where(text => text.Length < 1000);

    private static Gen<string?> TooLong(params string[] elements) => Gen.Elements(elements).Select(element =>
        (string?)string.Concat(Enumerable.Repeat(element, (FieldGrammar.LongestField / Encoding.UTF8.GetByteCount(element)) + 1)));
}
