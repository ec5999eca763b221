using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>Writes the printed form of a redacted value (<see cref="Secret"/>, <see cref="ServerCode"/>, <see cref="ServerText"/>) and
/// refuses to read one.</summary>
/// <remarks>
/// Reading throws, because the value can't be recovered from what was written: to store tokens, map them to your own type with
/// <see cref="Secret.Reveal"/>. Public only because source-generated serializer contexts in other assemblies need it.
/// </remarks>
/// <typeparam name="T">The redacted type. Its <c>ToString</c> returns only what may be printed.</typeparam>
public sealed class RedactedJsonConverter<T> : JsonConverter<T>
    where T : class
{
    /// <summary>Always throws.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"A {typeof(T).Name} can't be read from JSON, because only its printed form is written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WritePropertyName(value.ToString()!);
    }
}
