using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>The second pass over a request, in JSON: writes it as an object. <c>app_id</c> is a number (PODIO 2.1).</summary>
internal static class JsonBody
{
    // "Unsafe" concerns a page that embeds the text. This text is a body of its own, and stays readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static byte[] Write(ReadOnlySpan<FieldValue> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        foreach (ref readonly var value in values)
        {
            if (value.Field.Rule == TextRule.PositiveNumber)
            {
                json.WriteNumber(value.Field.Name, value.Number);
            }
            else
            {
                json.WriteString(value.Field.Name, value.Field.Constant ?? value.Text);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
