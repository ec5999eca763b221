using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

/// <summary>An emitted text, or what remains after removing one or more layers of encoding.</summary>
/// <param name="Forms">The removed layers.</param>
/// <param name="Text">The text.</param>
internal sealed partial record TextView(LeakForms Forms, string Text)
{
    internal const int DeepestLayer = 3;

    private const string CDataSeam = "]]><![CDATA["; // What an XML writer inserts into "]]>".

    private static readonly Encoding[] Utf16 = [Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>Returns the possible texts with one more layer removed, but only if there is something to remove: an unchanged text has
    /// already been searched and would only multiply.</summary>
    /// <param name="seen">The runs of base64 and hexadecimal digits that this or an earlier view has decoded. Those of this view are
    /// added.</param>
    internal IEnumerable<TextView> Decoded(HashSet<(LeakForms Form, string Run)> seen) =>
    [
        .. Unescaped().Where(view => view.Text != Text),
        .. Text.Contains('\0', StringComparison.Ordinal) ? OfUtf16(Forms | LeakForms.Utf16, Encoding.Latin1.GetBytes(Text)) : [],
        .. FromBase64(seen),
        .. FromHex(seen),
    ];

    /// <summary>Bytes read as UTF-16, in either byte order, starting at the first or second byte.</summary>
    internal static IEnumerable<TextView> OfUtf16(LeakForms forms, ReadOnlySpan<byte> bytes)
    {
        List<TextView> views = [];
        for (var start = 0; start <= Math.Min(1, bytes.Length); start++)
        {
            foreach (var encoding in Utf16)
            {
                views.Add(new TextView(forms, encoding.GetString(bytes[start..])));
            }
        }

        return views;
    }

    private IEnumerable<TextView> Unescaped()
    {
        if (Text.Contains('%', StringComparison.Ordinal))
        {
            yield return new TextView(Forms | LeakForms.UrlEscaped, PercentSequence().Replace(Text, Unescape));
        }

        if (Text.Contains('+', StringComparison.Ordinal))
        {
            yield return new TextView(Forms | LeakForms.UrlEscaped, PercentSequence().Replace(Text.Replace('+', ' '), Unescape));
        }

        if (Text.Contains('\\', StringComparison.Ordinal))
        {
            yield return new TextView(Forms | LeakForms.JsonEscaped, JsonEscape().Replace(Text, match => UnescapeJson(match.Value)));
        }

        if (Entity().IsMatch(Text))
        {
            yield return new TextView(Forms | LeakForms.HtmlEscaped, Entity().Replace(Text, CharacterOf));
        }

        if (Text.Contains(CDataSeam, StringComparison.Ordinal))
        {
            yield return new TextView(Forms | LeakForms.HtmlEscaped, Text.Replace(CDataSeam, "", StringComparison.Ordinal));
        }
    }

    // A run of base64 may directly follow unrelated letters: each of four starts is tried. Line breaks within are removed.
    private IEnumerable<TextView> FromBase64(HashSet<(LeakForms Form, string Run)> seen)
    {
        var runs = Base64Run().Matches(Base64LineBreak().Replace(Text, ""))
            .Where(match => seen.Add((LeakForms.Base64, match.Value)))
            .Select(match => match.Value.Replace('-', '+').Replace('_', '/'))
            .ToArray();
        return Enumerable.Range(0, runs.Length > 0 ? 4 : 0)
            .SelectMany(start => OfBytes(LeakForms.Base64, runs.Select(run => FromBase64(run[start..]))));
    }

    private IEnumerable<TextView> FromHex(HashSet<(LeakForms Form, string Run)> seen)
    {
        var runs = HexRun().Matches(Text)
            .Where(match => seen.Add((LeakForms.Hex, match.Value)))
            .Select(match => string.Concat(match.Value.Where(char.IsAsciiHexDigit)))
            .ToArray();
        return Enumerable.Range(0, runs.Length > 0 ? 2 : 0).SelectMany(start => OfBytes(
            LeakForms.Hex, runs.Select(run => Convert.FromHexString(run.AsSpan(start, (run.Length - start) / 2 * 2)))));
    }

    // All runs in one view: a run's text ends where the run ends. Not separated by zeros, which the next layer would read as UTF-16.
    private IEnumerable<TextView> OfBytes(LeakForms form, IEnumerable<byte[]> runs)
    {
        var all = new MemoryStream();
        foreach (var run in runs)
        {
            all.Write(run);
            all.Write(run.Length % 2 == 0 ? "\n\n\n\n"u8 : "\n\n\n\n\n"u8);
        }

        var bytes = all.GetBuffer().AsSpan(0, (int)all.Length);
        return OfUtf16(Forms | form | LeakForms.Utf16, bytes).Prepend(new TextView(Forms | form, Encoding.UTF8.GetString(bytes)));
    }

    private static byte[] FromBase64(string run)
    {
        var whole = run.Length % 4 == 1 ? run[..^1] : run; // A single digit is less than a byte.
        return Convert.FromBase64String(whole.PadRight((whole.Length + 3) / 4 * 4, '='));
    }

    private static string Unescape(Match escapes) =>
        Encoding.UTF8.GetString(Convert.FromHexString(escapes.Value.Replace("%", "", StringComparison.Ordinal)));

    // Surrogates are also unescaped one by one. Anything that isn't an escape stays unchanged.
    private static string CharacterOf(Match entity)
    {
        var code = entity.Groups["decimal"] is { Success: true } digits
            ? int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : entity.Groups["hex"] is { Success: true } hex
                ? int.Parse(hex.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : (int?)null;
        return code switch
        {
            null when WebUtility.HtmlDecode(entity.Value) is var named && named != entity.Value => named,
            null => WebUtility.HtmlDecode(entity.Value.ToLowerInvariant()),
            <= char.MaxValue => ((char)code).ToString(),
            <= 0x10FFFF => char.ConvertFromUtf32(code.Value),
            _ => entity.Value,
        };
    }

    private static string UnescapeJson(string escape) => escape[1] switch
    {
        'u' => ((char)int.Parse(escape.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString(),
        'b' => "\b",
        'f' => "\f",
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        var c => c.ToString(),
    };

    [GeneratedRegex("(?:%[0-9A-Fa-f]{2})+", RegexOptions.CultureInvariant)]
    private static partial Regex PercentSequence();

    [GeneratedRegex(@"\\(?:u[0-9A-Fa-f]{4}|[""\\/bfnrt])", RegexOptions.CultureInvariant)]
    private static partial Regex JsonEscape();

    [GeneratedRegex(
        "&(?:#(?<decimal>[0-9]{1,7});?|#[xX](?<hex>[0-9A-Fa-f]{1,6});?|[A-Za-z][A-Za-z0-9]{1,7};)", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    [GeneratedRegex("[A-Za-z0-9+/_-]{8,}", RegexOptions.CultureInvariant)]
    private static partial Regex Base64Run();

    [GeneratedRegex("[0-9A-Fa-f]{2}(?:[-: ]?[0-9A-Fa-f]{2}){5,}", RegexOptions.CultureInvariant)]
    private static partial Regex HexRun();

    [GeneratedRegex(@"(?<=[A-Za-z0-9+/_-])\r?\n[ \t]*(?=[A-Za-z0-9+/_-])", RegexOptions.CultureInvariant)]
    private static partial Regex Base64LineBreak();
}
