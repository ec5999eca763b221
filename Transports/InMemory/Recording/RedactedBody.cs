using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PodioOAuth.Functional.Serving;

/// <summary>Redacts the body of a reply, whatever its format.</summary>
/// <remarks>
/// JSON keeps its exact layout, even if it is malformed: quotes and brackets are scanned rather than parsed, so that the half token of a
/// truncated reply is replaced too. Other text (the page of a proxy, plain text, a form) is redacted word by word; what isn't text (UTF-16,
/// compressed data) keeps only its length and punctuation.
/// </remarks>
internal static class RedactedBody
{
    private const int BinaryShare = 4;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    internal static byte[] Of(ReadOnlySpan<byte> body, Redactor redactor)
    {
        var start = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        if (IsBinary(body))
        {
            var value = body[..LengthOfValue(body, start)];
            return value.IsEmpty || IsBinary(value) ? Masked(body) : [.. Of(value, redactor), .. Masked(body[value.Length..])];
        }

        var first = body[start..].TrimStart(" \t\r\n"u8);
        if (!first.IsEmpty && first[0] is (byte)'{' or (byte)'[' or (byte)'"')
        {
            return new RedactedJson(body.ToArray(), redactor).Write();
        }

        var literal = body[..(body.Length - first.Length + LengthOfLiteral(first))];
        var rest = body[literal.Length..];
        var writer = new ArrayBufferWriter<byte>();
        writer.Write(literal);
        RawText.Write(rest, redactor.Text(RawText.Read(rest, isJson: false)), isJson: false, writer);
        return writer.WrittenSpan.ToArray();
    }

    // A parser reads the value with which a body begins, whatever follows.
    private static int LengthOfValue(ReadOnlySpan<byte> body, int start)
    {
        var reader = new Utf8JsonReader(body[start..]);
        try
        {
            return reader.Read() && reader.TrySkip() ? start + (int)reader.BytesConsumed : 0;
        }
        catch (JsonException)
        {
            return 0; // It begins with none.
        }
    }

    // A parser treats it as JSON, whatever follows.
    private static int LengthOfLiteral(ReadOnlySpan<byte> body) =>
        body.StartsWith("null"u8) || body.StartsWith("true"u8) ? 4 : body.StartsWith("false"u8) ? 5 : 0;

    private static bool IsBinary(ReadOnlySpan<byte> body)
    {
        var strange = 0;
        for (var rest = body; !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf8(rest, out var rune, out var length);
            strange += status != OperationStatus.Done || (rune.Value < ' ' && rune.Value is not ('\t' or '\r' or '\n')) ? length : 0;
            rest = rest[length..];
        }

        return strange * BinaryShare > body.Length;
    }

    private static byte[] Masked(ReadOnlySpan<byte> body)
    {
        var isUtf8 = Utf8.IsValid(body);
        var masked = body.ToArray();
        for (var i = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0; i < masked.Length; i++)
        {
            masked[i] = char.IsAsciiLetterOrDigit((char)masked[i]) ? (byte)'x'
                : masked[i] < 0x80 ? masked[i]
                : isUtf8 ? (byte)'x' : (byte)0xFF;
        }

        return masked;
    }
}
