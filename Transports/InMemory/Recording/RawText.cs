using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PodioOAuth.Functional.Serving;

/// <summary>Replaces text within bytes that may be escaped as in a JSON string, and may not be valid UTF-8. Unchanged text keeps its bytes;
/// changed text keeps its length and its style of escaping; bytes that aren't UTF-8 are replaced by others that aren't.</summary>
internal static class RawText
{
    private const int Longest = 6;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Decodes the bytes; U+FFFD stands for invalid UTF-8 and for invalid escapes.</summary>
    internal static string Read(ReadOnlySpan<byte> raw, bool isJson)
    {
        var text = new StringBuilder(raw.Length);
        Span<char> units = stackalloc char[2];
        while (!raw.IsEmpty)
        {
            var (length, count) = Next(raw, isJson, units);
            text.Append(units[..count]);
            raw = raw[length..];
        }

        return text.ToString();
    }

    /// <summary>Writes the bytes with their text replaced.</summary>
    /// <param name="raw">The bytes.</param>
    /// <param name="text">The new text, as long as the decoded one.</param>
    /// <param name="isJson">Whether the bytes are the content of a JSON string.</param>
    /// <param name="writer">The destination.</param>
    internal static void Write(ReadOnlySpan<byte> raw, ReadOnlySpan<char> text, bool isJson, IBufferWriter<byte> writer)
    {
        Span<char> units = stackalloc char[2];
        Span<byte> written = stackalloc byte[Longest];
        while (!raw.IsEmpty)
        {
            var (length, count) = Next(raw, isJson, units);
            writer.Write(!text[..count].SequenceEqual(units[..count])
                ? written[..Write(text[..count], isJson, isEscaped: length == Longest, written)]
                : raw[0] < 0x80 || Utf8.IsValid(raw[..length]) ? raw[..length] : Foreign(length));
            raw = raw[length..];
            text = text[count..];
        }
    }

    private static int Write(ReadOnlySpan<char> units, bool isJson, bool isEscaped, Span<byte> space) =>
        isEscaped ? Encoding.ASCII.GetBytes($"\\u{(int)units[0]:x4}", space)
        : isJson && units[0] is '"' or '\\' ? Encoding.ASCII.GetBytes($"\\{units[0]}", space)
        : Encoding.UTF8.GetBytes(units, space);

    private static (int Length, int Count) Next(ReadOnlySpan<byte> raw, bool isJson, Span<char> units)
    {
        if (isJson && raw[0] == '\\')
        {
            var escape = LengthOfEscape(raw);
            return escape > 0
                ? (escape, UnitIn(units, JsonEscape.Read(raw).Unit))
                : (LengthOfBadEscape(raw), UnitIn(units, '\uFFFD'));
        }

        var status = Rune.DecodeFromUtf8(raw, out var rune, out var length);
        return (length, status == OperationStatus.Done ? rune.EncodeToUtf16(units) : UnitIn(units, '\uFFFD'));
    }

    private static int UnitIn(Span<char> units, char unit)
    {
        units[0] = unit;
        return 1;
    }

    private static int LengthOfEscape(ReadOnlySpan<byte> raw) =>
        raw.Length < 2 ? 0
        : raw[1] == 'u' ? raw.Length >= Longest && !raw[2..Longest].ContainsAnyExcept(HexDigits) ? Longest : 0
        : "\"\\/bfnrt"u8.Contains(raw[1]) ? 2
        : 0;

    // As long as an escape, because the rest could form one with what replaces it; and up to the end of a character, which has at most
    // three more bytes.
    private static int LengthOfBadEscape(ReadOnlySpan<byte> raw)
    {
        var length = Math.Min(raw.Length, raw is [_, (byte)'u', ..] ? Longest : 2);
        var end = Math.Min(raw.Length, length + 3);
        while (length < end && (raw[length] & 0xC0) == 0x80)
        {
            length++;
        }

        return length;
    }

    // Invalid UTF-8 that decodes to a single U+FFFD.
    private static ReadOnlySpan<byte> Foreign(int length) => length switch
    {
        1 => [0xFF],
        2 => [0xE1, 0x80],
        _ => [0xF1, 0x80, 0x80],
    };
}
