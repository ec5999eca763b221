using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests;

/// <summary>Plain values for tests that are about something else.</summary>
internal static class Sample
{
    internal static readonly ClientCredentials Client = new(clientId: "my-client", clientSecret: "s3cret");

    internal static readonly Grant Password = Grant.Password(username: "jane@example.com", password: "hunter2");

    internal static readonly TokenRequest Request = new(Client, Password);

    internal static readonly IReadOnlyList<Grant> Grants =
    [
        Grant.AuthorizationCode(code: "c0de", redirectUri: "https://example.com/cb"),
        Password,
        Grant.App(appId: 4711, appToken: "t0ken"),
        Grant.RefreshToken(refreshToken: "r3fresh"),
    ];

    /// <summary>A transport that gives one and the same reply.</summary>
    internal static Transport Podio(int status, string body, string? authenticate = null) => (_, _) =>
        Task.FromResult<Either<OAuthError, HttpReply>>(
            new HttpReply(status, "application/json", Encoding.UTF8.GetBytes(body)) { WwwAuthenticate = authenticate });

    internal static readonly Token Token = new(
        AccessToken: "access", TokenType: "bearer", Lifetime: TimeSpan.FromHours(8), RefreshToken: "refresh",
        Reference: TokenReference.User(123), Scope: "global:all");
}
