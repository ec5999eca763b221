using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Reads the JSON object of an operation.</summary>
internal sealed class ControlBody(HttpRequest request, byte[] bytes)
{
    /// <exception cref="JsonException">The body isn't such an object.</exception>
    /// <exception cref="ArgumentException">The content type isn't JSON.</exception>
    internal T Read<T>(JsonTypeInfo<T> type)
    {
        var mediaType = (request.ContentType ?? "").Split(';')[0].Trim();
        return !mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException("The Content-Type must be application/json.")
            : JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("Expected a JSON object, but found null.");
    }

    /// <summary>Describes the problem without a value: which members are missing, or where in the object it is.</summary>
    internal static string Describe(JsonException exception)
    {
        const string missing = "missing required properties including: ";
        var names = exception.Message.IndexOf(missing, StringComparison.Ordinal);
        return names >= 0 ? $"Missing: {exception.Message[(names + missing.Length)..].Split(". ")[0].TrimEnd('.')}."
            : exception.Path is { } path ? $"The JSON can't be read at {path}."
            : "The JSON can't be read.";
    }

    internal static string Describe(ArgumentException exception) =>
        exception.ParamName is null ? exception.Message : exception.Message.Split(" (Parameter ")[0];
}
