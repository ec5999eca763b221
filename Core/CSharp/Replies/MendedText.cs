using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace PodioOAuth.Functional;

/// <summary>Decodes bytes that may not be valid UTF-8: U+FFFD replaces each invalid sequence.</summary>
/// <remarks><see cref="Encoding"/> isn't used, because it allocates an array for each invalid sequence: 40 MB for a body of 1
/// MiB.</remarks>
internal static class MendedText
{
    internal static string Of(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Append(new StringBuilder(bytes.Length), bytes).ToString();

    /// <summary>Decodes the content of a JSON string that is otherwise well formed.</summary>
    internal static string OfJson(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        while (escaped.IndexOf((byte)'\\') is >= 0 and var at)
        {
            Append(text, escaped[..at]);
            var (unit, length) = JsonEscape.Read(escaped[at..]);
            text.Append(unit);
            escaped = escaped[(at + length)..];
        }

        return Append(text, escaped).ToString();
    }

    private static StringBuilder Append(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        Span<char> some = stackalloc char[256];
        while (!bytes.IsEmpty)
        {
            Utf8.ToUtf16(bytes, some, out var read, out var written);
            text.Append(some[..written]);
            bytes = bytes[read..];
        }

        return text;
    }
}

/// <summary>Reads one escape of a well-formed JSON string.</summary>
internal static class JsonEscape
{
    /// <summary>Returns the UTF-16 code unit that the escape represents, and the escape's length.</summary>
    internal static (char Unit, int Length) Read(ReadOnlySpan<byte> escape) => escape[1] switch
    {
        (byte)'u' => ((char)(Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? unit : default), 6),
        (byte)'b' => ('\b', 2),
        (byte)'f' => ('\f', 2),
        (byte)'n' => ('\n', 2),
        (byte)'r' => ('\r', 2),
        (byte)'t' => ('\t', 2),
        var mark => ((char)mark, 2),
    };
}
