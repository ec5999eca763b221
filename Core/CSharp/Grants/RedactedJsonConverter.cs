using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>Writes what a redacted value prints (<see cref="Secret"/>, <see cref="ServerCode"/>, <see cref="ServerText"/>) and refuses to
/// read one.</summary>
/// <remarks>
/// Reading throws, because what was written cannot be read back: a program that stores tokens maps them to a type of its own with
/// <see cref="Secret.Reveal"/>. Public only because source-generated serializer contexts in other assemblies must see it.
/// </remarks>
/// <typeparam name="T">The redacted type. Its <c>ToString</c> shows no more than may be printed.</typeparam>
public sealed class RedactedJsonConverter<T> : JsonConverter<T>
    where T : class
{
    /// <summary>Always throws.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"A {typeof(T).Name} is never read from JSON, because only what it prints is ever written.");

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
