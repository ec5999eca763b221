using System.Buffers;
using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Makes text from outside safe to print in a log line.</summary>
internal static class Printable
{
    private const int LongestPlain = 64;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" -.:_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Returns a record's text as the compiler would write it, for a union whose cases share one <c>ToString</c>.</summary>
    internal static string Record(string name, Func<StringBuilder, bool> printMembers)
    {
        var text = new StringBuilder(name).Append(" { ");
        return (printMembers(text) ? text.Append(' ') : text).Append('}').ToString();
    }

    /// <summary>Whether a server's code may be printed unchanged: 1 to 64 letters, digits, spaces and <c>. : _ -</c>.</summary>
    internal static bool IsPlain(string text) =>
        text.Length is > 0 and <= LongestPlain && !text.AsSpan().ContainsAnyExcept(Plain);

    /// <summary>Returns the text if it is plain; otherwise, its length.</summary>
    internal static string PlainOrLength(string text) =>
        IsPlain(text) ? text : string.Create(CultureInfo.InvariantCulture, $"[{text.Length} characters]");

    /// <summary>Escapes everything in the text that could break a line, control a terminal or change the reading direction: control
    /// characters, format characters, line and paragraph separators, lone surrogates. Null gives the empty string.</summary>
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
