using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Texts that no field of the kind may hold: missing, empty, too long, or with one character that its production leaves out.</summary>
public static class BrokenText
{
    private static readonly string TooLong = new('x', (16 * 1024) + 1);
    private static readonly string TooLongInUtf8 = string.Concat(Enumerable.Repeat("€", (16 * 1024 / 3) + 1));

    /// <summary>Breaks VSCHAR (RFC 6749 appendix A).</summary>
    public static Gen<string?> VsChar { get; } = Any(HostileText.VsChar, "\t", "\n", "\r\n", "\0", "\u007f", "\u0080", "ä", "😀", "\ud800", "\udc00");

    /// <summary>Breaks UNICODECHARNOCRLF (RFC 6749 appendix A).</summary>
    public static Gen<string?> UnicodeNoCrLf { get; } =
        Any(HostileText.UnicodeNoCrLf, "\n", "\r", "\0", "\u001f", "\u007f", "\ufffe", "\uffff", "\ud800", "\udfff");

    /// <summary>Breaks the rules for redirect URIs: relative, with a fragment, with a blank or a broken escape.</summary>
    public static Gen<string> RedirectUri { get; } = Gen.Elements(
        "", "/cb", "cb", "//host/cb", "1a:b", ":x", "https://a.example/#", "https://a.example/a b", "https://a.example/%", "https://a.example/%2g",
        "https://a.example/ä", "https://a.example/\n", "https://a.example/\"", "https://a.example/<>", "a\u0000:b");

    private static Gen<string?> Any(Gen<string> around, params string[] forbidden)
    {
        var spoiled =
            from before in around
            from bad in Gen.Elements(forbidden)
            from after in around
            select (string?)(before + bad + after);
        return Gen.Frequency((6, spoiled), (1, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("")), (1, Gen.Elements<string?>(TooLong, TooLongInUtf8)));
    }
}
