using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>The second pass over a request in JSON: writes it as an object. A number is written as a number (PODIO 2.1).</summary>
internal readonly struct JsonWriter : IFieldSink
{
    // "Unsafe" refers to text embedded in a page. This text is a body of its own, and stays readable.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer;
    private readonly Utf8JsonWriter _json;

    private JsonWriter(ArrayBufferWriter<byte> buffer, Utf8JsonWriter json) => (_buffer, _json) = (buffer, json);

    internal static JsonWriter Start()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        return new JsonWriter(buffer, json);
    }

    internal void GrantType(GrantKind kind) => _json.WriteString(FieldNames.GrantType, kind.GrantType);

    public void Optional(Field field, string? text)
    {
        if (text is not null)
        {
            Text(field, text);
        }
    }

    public void Secret(Field field, Secret? secret) => Text(field, secret?.Reveal());

    public void Text(Field field, string? text) => _json.WriteString(field.Name, text);

    public void Number(Field field, long number) => _json.WriteNumber(field.Name, number);

    /// <summary>Completes the object and returns it. Nothing is written afterwards.</summary>
    internal byte[] ToBody()
    {
        _json.WriteEndObject();
        _json.Dispose();
        return _buffer.WrittenSpan.ToArray();
    }
}
