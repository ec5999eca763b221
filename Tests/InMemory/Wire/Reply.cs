using System.Text.RegularExpressions;

namespace PodioOAuth.Functional.InMemory.Tests.Wire;

/// <summary>Reads replies with the framework's own reader.</summary>
internal static partial class Reply
{
    /// <summary>What a user is granted (PODIO 3.1), masked.</summary>
    internal const string OfUser =
        "{\"access_token\":\"A\",\"expires_in\":28800,\"token_type\":\"bearer\",\"scope\":\"global:all\","
        + "\"ref\":{\"type\":\"user\",\"id\":123},\"refresh_token\":\"R\"}";

    /// <summary>What an app is granted (PODIO 3.5): no scope (PODIO 3.6).</summary>
    internal const string OfApp =
        """{"access_token":"A","expires_in":28800,"token_type":"bearer","ref":{"type":"app","id":654321},"refresh_token":"R"}""";

    internal static string Text(HttpReply reply) => Encoding.UTF8.GetString(reply.AsMemory().Span);

    /// <summary>The text, with A for an access token and R for a refresh token of the right shape; any other shape stays.</summary>
    internal static string Masked(HttpReply reply) => Masked(Text(reply));

    internal static string Masked(string text) =>
        RefreshTokenMember().Replace(AccessTokenMember().Replace(text, "\"access_token\":\"A\""), "\"refresh_token\":\"R\"");

    internal static string AccessToken(HttpReply reply) => Member(reply, "access_token");

    internal static string RefreshToken(HttpReply reply) => Member(reply, "refresh_token");

    internal static string? Error(HttpReply reply) => reply.Status == 200 ? null : Member(reply, "error");

    internal static string? Detail(HttpReply reply) => Json(reply).GetProperty("error_detail").GetString();

    internal static JsonElement Json(HttpReply reply)
    {
        using var document = JsonDocument.Parse(reply.AsMemory());
        return document.RootElement.Clone();
    }

    private static string Member(HttpReply reply, string name) => Json(reply).GetProperty(name).GetString()!;

    [GeneratedRegex("\"access_token\":\"[0-9a-f]{128}\"")]
    private static partial Regex AccessTokenMember();

    [GeneratedRegex("\"refresh_token\":\"[0-9a-f]{128}\"")]
    private static partial Regex RefreshTokenMember();
}
