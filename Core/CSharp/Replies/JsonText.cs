using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>Reads a JSON text or name that may hold half a surrogate pair, for which the reader has no answer but an exception.</summary>
internal static class JsonText
{
    internal static bool TryRead(ref Utf8JsonReader reader, out string text)
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
}
