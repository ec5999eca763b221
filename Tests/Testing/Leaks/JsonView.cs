using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>The text that System.Text.Json writes of an object by default; for sequences, as many items as <see cref="Items"/>
/// returns.</summary>
internal static class JsonView
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new SequenceConverters(), new TaskConverters() } };

    /// <summary>Returns the JSON text; if something in it can't be serialized, what was written so far and the text of the
    /// exception.</summary>
    internal static string Of(object value, Type type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        var refusal = Asked.Of(() =>
        {
            JsonSerializer.Serialize(writer, value, type, Options);
            return null;
        });
        writer.Flush();
        return $"{Encoding.UTF8.GetString(buffer.WrittenSpan)}{refusal}";
    }

    private static void Write(Utf8JsonWriter writer, object? item) =>
        JsonSerializer.Serialize(writer, item, item?.GetType() ?? typeof(object), Options);

    /// <summary>Creates a converter for each sequence type that may compute its items.</summary>
    private sealed class SequenceConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeof(IEnumerable).IsAssignableFrom(typeToConvert)
            && !Items.IsAtHand(typeToConvert) && typeToConvert != typeof(string)
            && !typeToConvert.IsDefined(typeof(JsonConverterAttribute), inherit: true);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(SequenceConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class SequenceConverter<T> : WritingConverter<T>
        where T : IEnumerable
    {
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (Items.IsAtHand(value.GetType()))
            {
                JsonView.Write(writer, value);
                return;
            }

            writer.WriteStartArray();
            foreach (var item in Items.Of(value))
            {
                JsonView.Write(writer, item);
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>By default a task is asked for its result, which would mean waiting for it.</summary>
    private sealed class TaskConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeof(Task).IsAssignableFrom(typeToConvert)
            || (typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ValueTask<>));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(TaskConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class TaskConverter<T> : WritingConverter<T>
    {
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonView.Write(writer, Asked.IsPending(value!) ? "pending" : ResultOf(value!));

        private static object? ResultOf(object task) => task.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(task);
    }

    private abstract class WritingConverter<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("This converter only writes.");
    }
}
