using System.Text.Json.Serialization;

namespace PodioOAuth.Functional.Benchmarks;

internal sealed record PasswordBody(string GrantType, string Username, string Password, string ClientId, string ClientSecret);

internal sealed record CodeBody(string GrantType, string Code, string RedirectUri, string ClientId, string ClientSecret);

internal sealed record AppBody(string GrantType, long AppId, string AppToken, string ClientId, string ClientSecret);

internal sealed record RefreshTokenBody(string GrantType, string RefreshToken, string ClientId, string ClientSecret);

/// <summary>The bodies of requests as one writes them for System.Text.Json today. With its own encoder, for only then does the generated
/// code write them without a look at each property's metadata.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PasswordBody))]
[JsonSerializable(typeof(CodeBody))]
[JsonSerializable(typeof(AppBody))]
[JsonSerializable(typeof(RefreshTokenBody))]
internal sealed partial class GrantBodyContext : JsonSerializerContext;
