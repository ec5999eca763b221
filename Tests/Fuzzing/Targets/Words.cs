using System.Text;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>What the mutator inserts: names, values and bytes that are meaningful to some reader.</summary>
internal static class Words
{
    internal static IReadOnlyList<byte[]> Common { get; } =
    [
        .. typeof(FieldNames).GetFields().Select(field => (string)field.GetRawConstantValue()!).Concat(
        [
            "ref", "type", "id", "user", "app", "server_nonce", "error_detail", "expired_token", "rate_limit", "access_denied",
            "authorization_code", "bearer", "global:all", "space_1:read", "org:write", "Retry-After", "Date", "WWW-Authenticate",
            "HTTP/1.1 420 ", "wait 300 seconds", "1 hour and 30 minutes", "Sun, 29 Nov 2026 09:15:00 GMT", "Basic ",
            "https://", "http://127.0.0.1:8080/", "xn--", "api.",
            "podio-oauth", "requested_at", "2026-11-29T09:15:00+00:00", "08:00:00", "version", "cool_down", "since", "until", "pause",
            "POST /_control/faults ", "PATCH /_control/settings ", "Sources:a:AppId", "Sources:a:Login", "IdleTimeout", "Format", "Json",
            Law.PlantedClientSecret, Law.PlantedPassword, Law.State,
            "0", "-1", "1", "4711", "28800", "1e999", "1.5", "2147483648", "9223372036854775807", "9223372036854775808", "-0", "NaN", "001",
            "null", "true", "false", "[]", "{}", "\"\"", "\"", "\\", "\\u0041", "\\ud83d\\ude00", "\\ud800", "\\/", "{", "}", "[", "]",
            ",", ":", "&", "=", "%", "+", "%20", "%00", "%C3%A9", "%ff", "%9", "?", "#", "/", ";", " ", "\t", "\r\n", "\n", "\0", "<",
            "é", "😀", "\uFEFF", "\u202E", "\u00AD", "\u212A", "\uE000", "\uE001", "\uFFFF",
        ]).Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ];
}
