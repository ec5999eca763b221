using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PodioOAuth.Functional.Serving;

/// <summary>Redacts the body of a reply, whatever its format.</summary>
/// <remarks>
/// JSON keeps its exact layout, even if it is malformed: quotes and brackets are scanned rather than parsed, so that the half token of a
/// truncated reply is replaced too. Other text (the page of a proxy, plain text, a form) is redacted word by word; what isn't text (UTF-16,
/// compressed data) keeps only its length, its punctuation and waits, except for the JSON with which it begins.
/// </remarks>
internal static class RedactedBody
{
    private const int BinaryShare = 4;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    internal static byte[] Of(ReadOnlySpan<byte> body, Redactor redactor)
    {
        var text = IsBinary(body) ? body[..LengthOfTokens(body)] : body;
        return [.. OfText(text, redactor), .. Replaced(body[text.Length..], Redactor.Mask)];
    }

    /// <summary>Returns the length of the literal with which a body begins. A parser reads it, whatever follows.</summary>
    internal static int LengthOfLiteral(ReadOnlySpan<byte> body) =>
        body.StartsWith("null"u8) || body.StartsWith("true"u8) ? 4 : body.StartsWith("false"u8) ? 5 : 0;

    private static byte[] OfText(ReadOnlySpan<byte> body, Redactor redactor)
    {
        var first = body[LengthOfMark(body)..].TrimStart(" \t\r\n"u8);
        if (!first.IsEmpty && first[0] is (byte)'{' or (byte)'[' or (byte)'"')
        {
            return new RedactedJson(body.ToArray(), redactor).Write();
        }

        var literal = body[..(body.Length - first.Length + LengthOfLiteral(first))];
        return [.. literal, .. Replaced(body[literal.Length..], redactor.Text)];
    }

    private static byte[] Replaced(ReadOnlySpan<byte> body, Func<string, string> redact)
    {
        var writer = new ArrayBufferWriter<byte>();
        RawText.Write(body, redact(RawText.Read(body, isJson: false)), isJson: false, writer);
        return writer.WrittenSpan.ToArray();
    }

    // A parser reads the tokens with which a body begins, and fails where these end, unless only the end of the body is missing.
    private static int LengthOfTokens(ReadOnlySpan<byte> body)
    {
        var start = LengthOfMark(body);
        var length = start;
        var reader = new Utf8JsonReader(body[start..], isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
                length = start + (int)reader.BytesConsumed;
            }

            return body.Length;
        }
        catch (JsonException)
        {
            return length;
        }
    }

    private static int LengthOfMark(ReadOnlySpan<byte> body) => body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;

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
}
