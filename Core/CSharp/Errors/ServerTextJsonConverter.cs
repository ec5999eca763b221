using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>Writes what a <see cref="ServerText"/> prints, its length, and refuses to read one.</summary>
public sealed class ServerTextJsonConverter : JsonConverter<ServerText>
{
    /// <summary>Always throws.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override ServerText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A ServerText is never read from JSON, because only its length is ever written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ServerText value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }
}
