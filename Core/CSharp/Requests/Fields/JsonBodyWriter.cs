using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>Writes a valid request as the members of a JSON object. <c>app_id</c> is a number (PODIO 2.1).</summary>
internal readonly struct JsonBodyWriter(Utf8JsonWriter json) : IFieldSink
{
    // "Unsafe" is about a page that embeds the text. This text is a body of its own, and stays readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static byte[] Write<TSource>(TSource fields)
        where TSource : struct, IFieldSource
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        var json = new JsonBodyWriter(writer);
        fields.Send(ref json);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public void GrantType(GrantTypeField field) => json.WriteString(FieldNames.GrantType, field.Value);

    public void Text(WireField field, string? value) => json.WriteString(field.Name, value);

    public void Number(WireField field, long value) => json.WriteNumber(field.Name, value);
}
