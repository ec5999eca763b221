using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>Reads a JSON text or name that may hold half a surrogate pair, for which the reader has no answer but an exception.</summary>
internal static class JsonText
{
    internal static bool TryRead(in Utf8JsonReader reader, out string text)
    {
        try
        {
            text = reader.GetString() ?? "";
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>Whether the text or name on which the reader stands is this one. Half a pair is like nothing.</summary>
    internal static bool Is(in Utf8JsonReader reader, ReadOnlySpan<byte> expected) =>
        reader.ValueIsEscaped ? IsEscaped(reader, expected) : reader.ValueSpan.SequenceEqual(expected);

    private static bool IsEscaped(in Utf8JsonReader reader, ReadOnlySpan<byte> expected)
    {
        try
        {
            return reader.ValueTextEquals(expected);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
