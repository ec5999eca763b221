using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Duende.IdentityModel.Client;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>A reply of the token endpoint, read by us, by System.Text.Json's document and by Duende.IdentityModel. The others have no
/// opinion on a label of the wrong type: by our rules it is absent, and no reason to lose a token.</summary>
internal static class ReplyReaders
{
    private const int LongestField = 16_384; // By our rules a longer refresh token is absent too: it can't be sent.

    internal static IReadOnlyList<(string Peer, Func<HttpReply, Reading> Read)> Peers { get; } =
        [("System.Text.Json", ByDocument), ("Duende.IdentityModel", ByDuende)];

    internal static Reading Ours(HttpReply reply) => TokenReply.Parse(reply).Match(
        Right: token => Values(
            token.AccessToken.Reveal(), token.TokenType, $"{token.Lifetime?.TotalSeconds}", token.RefreshToken?.Reveal() ?? "",
            token.Scope ?? ""),
        Left: error => error switch
        {
            RejectedError it => Code(it.Code.Exact()),
            RateLimitedError => Code("rate_limit"),
            MalformedReplyError it => new Reading(Values: null, it.Problem.ToString()),
            _ => new Reading(Values: null, error.GetType().Name),
        });

    private static Reading ByDocument(HttpReply reply) => Reading.By(() =>
    {
        var body = reply.AsMemory();
        using var document = JsonDocument.Parse(
            IsSuccess(reply) ? body[(body.Span.StartsWith("\uFEFF"u8) ? 3 : 0)..] : Encoding.UTF8.GetBytes(Mended(body.Span)));
        return ReadingOf(document.RootElement, reply, response: null);
    });

    // Its view of the members: any JSON value as text, the last of several.
    private static Reading ByDuende(HttpReply reply) => Reading.By(() =>
    {
        using var message = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = new ByteArrayContent(reply.ToBytes()) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var response = ProtocolResponse.FromHttpResponseAsync<TokenResponse>(message).GetAwaiter().GetResult();
        return response.Json is { } json ? ReadingOf(json, reply, response) : Reading.Refused;
    });

    private static Reading ReadingOf(JsonElement json, HttpReply reply, TokenResponse? response)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Reading.Refused;
        }

        var error = json.TryGetProperty("error", out var said) && said.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? Reading.TextOf(said, mayBeMended: !IsSuccess(reply))
            : null;
        if (!IsSuccess(reply))
        {
            return string.IsNullOrEmpty(error) ? Reading.Refused : Code(response is null || reply.Status != 400 ? error : response.Error!);
        }

        var token = TextOf(json, "access_token");
        if (string.IsNullOrEmpty(token))
        {
            return string.IsNullOrEmpty(error) || IsZero(said) ? Reading.Refused : Code(error);
        }

        string? Asked(string? document, Func<TokenResponse, string?> duende) =>
            document is null || response is null ? document : duende(response);

        return Values(
            Asked(token, it => it.AccessToken)!,
            Asked(TextOf(json, "token_type"), it => it.TokenType) is { Length: > 0 } type ? type : null,
            SecondsOf(json) is { } seconds ? Asked($"{seconds}", it => $"{it.ExpiresIn}") : null,
            Asked(TextOf(json, "refresh_token") is { Length: <= LongestField } refresh ? refresh : null, it => it.RefreshToken),
            Asked(TextOf(json, "scope"), it => it.Scope));
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Reading.TextOf(value) : null;

    // An error of zero means that there is none (with 200 only).
    private static bool IsZero(JsonElement error) => error.ValueKind == JsonValueKind.Number
        && !error.GetRawText().Split('e', 'E')[0].AsSpan().ContainsAnyInRange('1', '9');

    // An unambiguous value: an integer that every reader can represent.
    private static int? SecondsOf(JsonElement json) =>
        json.TryGetProperty("expires_in", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds)
            ? seconds
            : null;

    private static bool IsSuccess(HttpReply reply) => reply.Status is >= 200 and <= 299;

    private static string Mended(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body).TrimStart('\uFEFF');

    private static Reading Code(string code) => new(new Dictionary<string, string?> { ["error"] = code });

    private static Reading Values(string accessToken, string? type, string? expiresIn, string? refreshToken, string? scope) =>
        new(new Dictionary<string, string?>
        {
            ["access_token"] = accessToken,
            ["token_type"] = type,
            ["expires_in"] = expiresIn,
            ["refresh_token"] = refreshToken,
            ["scope"] = scope,
        });
}
