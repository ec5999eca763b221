using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Writes values as C# to paste into a test: printable ASCII unescaped, the rest escaped, a long run of one character as
/// such.</summary>
internal static class CSharpText
{
    private const int LongestRun = 40;

    internal static string Of(string? text)
    {
        if (text is null)
        {
            return "null";
        }

        List<string> terms = [];
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var run = RunAt(text, i);
            if (run > LongestRun)
            {
                Close();
                terms.Add(
                    string.Create(
                        CultureInfo.InvariantCulture, $"new string('{(text[i] == '\'' ? "\\'" : Escape(text[i], '\''))}', {run})"));
                i += run;
            }
            else
            {
                literal.Append(Escape(text[i++], '"'));
            }
        }

        Close();
        return terms.Count == 0 ? "\"\"" : string.Join(" + ", terms);

        void Close()
        {
            if (literal.Length > 0)
            {
                terms.Add($"\"{literal}\"");
                literal.Clear();
            }
        }
    }

    internal static string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"{number}L");

    /// <summary>Returns bytes as text if they are ASCII, each other byte as <c>\xHH</c>: for reading, not for pasting.</summary>
    internal static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var b in bytes)
        {
            text.Append(b is >= 0x20 and <= 0x7E and not (byte)'\\' ? (char)b : string.Create(CultureInfo.InvariantCulture, $"\\x{b:X2}"));
        }

        return text.ToString();
    }

    private static int RunAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] == text[start])
        {
            end++;
        }

        return end - start;
    }

    private static string Escape(char c, char quote) => c switch
    {
        '\\' => "\\\\",
        '\t' => "\\t",
        '\r' => "\\r",
        '\n' => "\\n",
        '\0' => "\\0",
        _ when c == quote => $"\\{quote}",
        >= ' ' and <= '~' => c.ToString(),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
    };
}
