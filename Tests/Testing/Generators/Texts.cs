using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Generates texts that are valid for a kind of field and biased toward what breaks encoders. They are composed of pieces, so that
/// an existing escape, or a whole smuggled parameter, is as likely as a single character.</summary>
internal static class Texts
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static readonly string[] HostileAscii =
    [
        "&", "=", "+", "%", ";", " ", "\"", "\\", "/", "<", ">", "'", "#", "?", ":", "~", "*", "{", "}", "[", "]", "|", "^", "`", "@", ",",
        "!",
        "%41", "%2B", "%2b", "%20", "%25", "%zz", "%4", "%00", "%0D%0A", "\\u0026", "\\n", "&amp;",
        "&client_id=evil", "&grant_type=app", "\",\"client_id\":\"evil", "=&=", "++", "%%", "  ", "[redacted]",
    ];

    private static readonly string[] BeyondAscii =
    [
        "\t", "£", "€", "é", "ß", "İ", "Ω", "語", "אב", // what people type
        "e\u0301", "\u0301", "\u20DD", // combining, also at the start
        "\u0080", "\u0085", "\u009F", "\u00A0", "\u00AD", // C1 controls, invisible spaces
        "\u2028", "\u202E", "\u200D", "\uFEFF", "\uFFFD", // separators, direction, joiner, byte order mark
        "\uFDD0", "\uD7FF", "\uE000", // noncharacters, and the edges of the surrogates
        "\U0001F600", "\U0001F468\u200D\U0001F469", "\U00010000", "\U0010FFFF", "\U0001FFFE",
    ];

    private static readonly string[] Uris =
    [
        "https://example.com/cb", "http://localhost:8080/", "myapp:/cb", "urn:ietf:wg:oauth:2.0:oob", "a:",
        "com.example.app:/oauth2redirect",
        "https://[::1]:5/cb?x=1&y=2", "HTTPS://Example.COM/%7Euser/../cb", "x-y+z.1://h/?a=b;c=d", "https://u@h/(a)*'!$,",
    ];

    private static readonly string[] UriTails =
        ["&", "=", "+", "%20", "%2B", "%2b", "%C3%A9", ";", "/", "?", "~", "*", "a", "Z", "0", "%00", "@", ":"];

    private static readonly Gen<string> Letter = Gen.Elements(Letters.ToCharArray()).Select(letter => letter.ToString());

    /// <summary>The pieces of texts of VSCHAR.</summary>
    internal static Gen<string> VsCharPiece { get; } =
        Gen.Frequency((5, Letter), (4, Gen.Elements(HostileAscii)), (1, Gen.Choose(0x20, 0x7E).Select(Unit)));

    /// <summary>The pieces of texts of UNICODECHARNOCRLF.</summary>
    internal static Gen<string> UnicodePiece { get; } =
        Gen.Frequency((5, Letter), (4, Gen.Elements(HostileAscii)), (3, Gen.Elements(BeyondAscii)));

    /// <summary>1*VSCHAR.</summary>
    internal static Gen<string> VsChar { get; } = OrLongest(Concatenate(VsCharPiece), "a%&+ ");

    /// <summary>1*UNICODECHARNOCRLF.</summary>
    internal static Gen<string> Unicode { get; } = OrLongest(Concatenate(UnicodePiece), "a&é€\U0001F600");

    /// <summary>Redirect URIs: absolute, without a fragment and with complete escapes.</summary>
    internal static Gen<string> RedirectUri { get; } =
        from uri in Gen.Elements(Uris)
        from tail in Concatenate(Gen.Elements(UriTails))
        select uri + tail;

    /// <summary>App IDs, including ones beyond 32 bits.</summary>
    internal static Gen<long> AppId { get; } = Gen.Frequency(
        (4, Gen.Choose(1, 99_999_999).Select(id => (long)id)),
        (1, Gen.Elements(1L, 7L, 10L, int.MaxValue, int.MaxValue + 1L, 9_007_199_254_740_993L, long.MaxValue)));

    /// <summary>Arbitrary UTF-16: the pieces of valid texts, control characters, noncharacters and lone surrogates.</summary>
    internal static Gen<string> Any { get; } = Gen.Frequency(
        (3, Unicode),
        (1, VsChar),
        (1, Gen.Constant("")),
        (3, Concatenate(Gen.Frequency(
            (3, Letter), (2, Gen.Elements(HostileAscii)), (2, Gen.Elements(BeyondAscii)), (2, Gen.Elements(ForbiddenTexts.NowhereAllowed)),
            (1, Gen.Choose(0, 0xFFFF).Select(Unit))))));

    internal static string Unit(int utf16) => ((char)utf16).ToString();

    private static Gen<string> Concatenate(Gen<string> piece) => Gen.Sized(size =>
        from length in Gen.Choose(1, 2 + (size / 6))
        from pieces in piece.ListOf(length)
        select string.Concat(pieces));

    // Occasionally a text of exactly the maximum length.
    private static Gen<string> OrLongest(Gen<string> gen, string alphabet) => Gen.Frequency(
        (99, gen),
        (1, Gen.Elements(TextElements.Of(alphabet).ToArray()).Select(Longest)));

    private static string Longest(string element)
    {
        var bytes = Encoding.UTF8.GetByteCount(element);
        var filled = string.Concat(Enumerable.Repeat(element, FieldGrammar.LongestField / bytes));
        return filled + new string('a', FieldGrammar.LongestField % bytes);
    }
}
