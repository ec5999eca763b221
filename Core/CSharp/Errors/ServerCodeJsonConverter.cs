using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>Writes what a <see cref="ServerCode"/> prints and refuses to read one.</summary>
public sealed class ServerCodeJsonConverter : JsonConverter<ServerCode>
{
    /// <summary>Always throws.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override ServerCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A ServerCode is never read from JSON, because only what it prints is ever written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ServerCode value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }
}
