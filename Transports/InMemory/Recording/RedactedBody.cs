using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PodioOAuth.Functional.Serving;

/// <summary>Redacts the body of a reply, whatever it is.</summary>
/// <remarks>
/// JSON keeps its form to the byte, broken JSON too: it is read by its quotes and brackets, not by a parser, so that a reply that was cut
/// has its half token replaced as well. Anything else that is text (a page of a proxy, plain text, a form) is redacted word by word; of
/// what is no text (UTF-16, something compressed) the length is left, and the punctuation.
/// </remarks>
internal static class RedactedBody
{
    private const int BinaryShare = 4;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    internal static byte[] Of(ReadOnlySpan<byte> body, Redactor redactor)
    {
        if (IsBinary(body))
        {
            return Masked(body);
        }

        var start = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
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

    // A reader takes it for JSON, whatever follows.
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
