using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Writes values as C# to paste into a test: printable ASCII unchanged, other characters escaped, a long run of one character as a
/// repetition.</summary>
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

    internal static string Of(Secret? secret) => Of(secret?.Reveal());

    internal static string Of(TimeSpan span) => span == TimeSpan.Zero ? "TimeSpan.Zero"
        : span.Ticks % TimeSpan.TicksPerSecond == 0 ? $"TimeSpan.FromSeconds({Of(span.Ticks / TimeSpan.TicksPerSecond)})"
        : $"TimeSpan.FromTicks({Of(span.Ticks)})";

    internal static string Of(DateTimeOffset instant) => string.Create(
        CultureInfo.InvariantCulture,
        $"DateTimeOffset.Parse(\"{instant:yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz}\", CultureInfo.InvariantCulture)");

    internal static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => $"{typeof(TEnum).Name}.{value}";

    /// <summary>Writes bytes as the text that they encode in UTF-8, or otherwise in Latin-1, which can represent any bytes.</summary>
    internal static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "default";
        }

        var text = Encoding.UTF8.GetString(bytes);
        return Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes)
            ? $"Encoding.UTF8.GetBytes({Of(text)})"
            : $"Encoding.Latin1.GetBytes({Of(Encoding.Latin1.GetString(bytes))})";
    }

    /// <summary>Returns an object initializer of the given members; empty if there are none.</summary>
    internal static string Initializer(params IEnumerable<(string Name, string? Value)> members)
    {
        string[] present = [.. members.Where(member => member.Value is not null).Select(member => $"{member.Name} = {member.Value}")];
        return present.Length == 0 ? "" : $" {{ {string.Join(", ", present)} }}";
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
