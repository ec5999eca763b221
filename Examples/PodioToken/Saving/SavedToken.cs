using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PodioOAuth.Functional;
using PodioToken.Reports;

namespace PodioToken.Saving;

/// <summary>The format that <c>--save</c> writes: the unencrypted token with Podio's names, and the time of the request.</summary>
/// <param name="AccessToken">The access token.</param>
/// <param name="RefreshToken">The refresh token, or null.</param>
/// <param name="TokenType">The type as the server wrote it.</param>
/// <param name="Scope">The scope, or null.</param>
/// <param name="Ref">The owner of the token, or null.</param>
/// <param name="ExpiresIn">The lifetime in whole seconds from <paramref name="RequestedAt"/>; null if it is unknown.</param>
/// <param name="RequestedAt">The time before the request was sent, in UTC.</param>
internal sealed record SavedToken(
    string AccessToken, string? RefreshToken, string TokenType, string? Scope, JsonObject? Ref, long? ExpiresIn, DateTime RequestedAt)
{
    public static SavedToken Of(Token token, DateTimeOffset requestedAt) => new(
        AccessToken: token.AccessToken.Reveal(),
        RefreshToken: token.RefreshToken?.Reveal(),
        TokenType: token.TokenType,
        Scope: token.Scope,
        Ref: ReferenceJson.Of(token.Reference),
        ExpiresIn: Words.Seconds(token.Lifetime),
        RequestedAt: requestedAt.UtcDateTime); // DateTime, as its JSON ends in Z.

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, SavedTokenJson.Readable.SavedToken), (byte)'\n'];

    // A record would print its members.
    public override string ToString() => "SavedToken";
}

[JsonSerializable(typeof(SavedToken))]
internal sealed partial class SavedTokenJson : JsonSerializerContext
{
    // A "+" in a token stays one: the file is read by jq and by grep, never by a browser.
    public static SavedTokenJson Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    });
}
