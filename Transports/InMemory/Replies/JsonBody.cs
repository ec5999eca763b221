using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PodioOAuth.Functional.Serving;

/// <summary>Writes the one JSON object of a reply, compact and with its descriptions unescaped, as Podio does.</summary>
internal static class JsonBody
{
    // "Unsafe" refers to text embedded in a page; this text is a body of its own.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
