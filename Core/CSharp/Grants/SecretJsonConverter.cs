using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>Writes every <see cref="Secret"/> as <c>"[redacted]"</c> and refuses to read one.</summary>
/// <remarks>
/// Reading throws, for what was written cannot be read back: a program that stores tokens maps them to a type of its own with
/// <see cref="Secret.Reveal"/>. Public only because source-generated serializer contexts in other assemblies must see it.
/// </remarks>
public sealed class SecretJsonConverter : JsonConverter<Secret>
{
    /// <summary>Always throws.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A Secret is never read from JSON, because it is only ever written as [redacted].");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Secret.Redacted);
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(Secret.Redacted);
    }
}
