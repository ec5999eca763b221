using System.Buffers;
using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>How texts from outside are made fit for a log line.</summary>
internal static class Printable
{
    private const int LongestPlain = 64;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" -.:_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>A record's text, as the compiler would write it: for a union whose cases share one <c>ToString</c>.</summary>
    internal static string Record(string name, Func<StringBuilder, bool> printMembers)
    {
        var text = new StringBuilder(name).Append(" { ");
        return (printMembers(text) ? text.Append(' ') : text).Append('}').ToString();
    }

    /// <summary>
    /// Whether a server's code may be printed as it stands: 1 to 64 letters, digits, blanks and <c>. : _ -</c>.
    /// </summary>
    internal static bool IsPlain(string text) =>
        text.Length is > 0 and <= LongestPlain && !text.AsSpan().ContainsAnyExcept(Plain);

    /// <summary>The text if it is plain, else its length.</summary>
    internal static string PlainOrLength(string text) =>
        IsPlain(text) ? text : string.Create(CultureInfo.InvariantCulture, $"[{text.Length} characters]");

    /// <summary>
    /// The text with everything escaped that could break a line, drive a terminal or turn the reading direction:
    /// controls, format characters, line and paragraph separators, lone surrogates. Null gives the empty text.
    /// </summary>
    internal static string Escape(string? text)
    {
        if (text is null)
        {
            return "";
        }

        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i) && CharUnicodeInfo.GetUnicodeCategory(text, i) != UnicodeCategory.Format)
            {
                escaped?.Append(text, i, 2);
                i++;
            }
            else if (IsUnsafe(text[i]))
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
            else
            {
                escaped?.Append(text[i]);
            }
        }

        return escaped?.ToString() ?? text;
    }

    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or
        UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
