using System.Text.Json;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A grant as every contender writes it.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Grant">As ours.</param>
/// <param name="Pairs">As the fields of a form, in our order.</param>
/// <param name="WriteJson">As JSON, by the peer's serializer.</param>
internal sealed record SampleGrant(string Name, Grant Grant, KeyValuePair<string, string>[] Pairs, Func<byte[]> WriteJson)
{
    private const string Code = "5f0c2e8d9b7a4163";
    private const string RedirectUri = "https://www.example.com/signin-podio?from=a&to=b";
    private const long AppId = 12345678;
    private const string AppToken = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private static readonly ClientCredentials Client = new(clientId: SampleForm.ClientId, clientSecret: SampleForm.ClientSecret);

    internal static IReadOnlyList<SampleGrant> All { get; } = [OfPassword(), OfCode(), OfApp(), OfRefreshToken()];

    internal TokenRequest InForm { get; } = new(Client, Grant);

    internal TokenRequest InJson { get; } = new(Client, Grant, WireFormat.Json);

    private static SampleGrant OfPassword()
    {
        var body = new PasswordBody("password", SampleForm.Username, SampleForm.Password, SampleForm.ClientId, SampleForm.ClientSecret);
        return new(
            "a password grant",
            Grant.Password(username: SampleForm.Username, password: SampleForm.Password),
            SampleForm.Pairs,
            () => JsonSerializer.SerializeToUtf8Bytes(body, GrantBodyContext.Default.PasswordBody));
    }

    private static SampleGrant OfCode()
    {
        var body = new CodeBody("authorization_code", Code, RedirectUri, SampleForm.ClientId, SampleForm.ClientSecret);
        return new(
            "an authorization code",
            Grant.AuthorizationCode(code: Code, redirectUri: RedirectUri),
            PairsOf(body.GrantType, new("code", Code), new("redirect_uri", RedirectUri)),
            () => JsonSerializer.SerializeToUtf8Bytes(body, GrantBodyContext.Default.CodeBody));
    }

    private static SampleGrant OfApp()
    {
        var body = new AppBody("app", AppId, AppToken, SampleForm.ClientId, SampleForm.ClientSecret);
        return new(
            "an app grant",
            Grant.App(appId: AppId, appToken: AppToken),
            PairsOf(body.GrantType, new("app_id", "12345678"), new("app_token", AppToken)),
            () => JsonSerializer.SerializeToUtf8Bytes(body, GrantBodyContext.Default.AppBody));
    }

    private static SampleGrant OfRefreshToken()
    {
        var token = SampleReply.ParseValues(SampleReply.Reply).RefreshToken!;
        var body = new RefreshTokenBody("refresh_token", token, SampleForm.ClientId, SampleForm.ClientSecret);
        return new(
            "a refresh token",
            Grant.RefreshToken(token),
            PairsOf(body.GrantType, new KeyValuePair<string, string>("refresh_token", token)),
            () => JsonSerializer.SerializeToUtf8Bytes(body, GrantBodyContext.Default.RefreshTokenBody));
    }

    private static KeyValuePair<string, string>[] PairsOf(string grantType, params KeyValuePair<string, string>[] own) =>
        [new("grant_type", grantType), .. own, new("client_id", SampleForm.ClientId), new("client_secret", SampleForm.ClientSecret)];
}
