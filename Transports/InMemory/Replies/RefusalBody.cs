using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>Podio's error envelope in the key order of 2026 (PODIO 4.1, 4.3).</summary>
internal static class RefusalBody
{
    internal static byte[] Render(Refusal refusal, ReceivedRequest request) => JsonBody.Write(json =>
    {
        json.WriteString("error", refusal.Error);
        json.WriteString("error_detail", refusal.Detail);
        json.WriteString("error_description", refusal.Description);
        json.WriteStartObject("error_parameters");
        json.WriteEndObject();
        json.WriteBoolean("error_propagate", refusal.Propagate);
        WriteRequest(json, request);
    });

    // Podio echoes the query (PODIO 4.2). Here there is none: it may hold secrets, and nothing reads it (PODIO 2.7).
    private static void WriteRequest(Utf8JsonWriter json, ReceivedRequest request)
    {
        json.WriteStartObject("request");
        json.WriteString("url", request.Path?.Split('?')[0]);
        json.WriteString("method", request.Method);
        json.WriteString("query_string", "");
        json.WriteEndObject();
    }
}
