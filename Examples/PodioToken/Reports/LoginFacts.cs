using PodioOAuth.Functional;
using PodioToken.Profiles;

namespace PodioToken.Reports;

/// <summary>The facts about a profile and its login. Contains no secret.</summary>
internal static class LoginFacts
{
    public static IReadOnlyList<Fact> Of(Profile profile) =>
    [
        new Fact("profile", profile.Name, "Profile", profile.Name),
        new Fact("api", profile.Endpoint.Api.AbsoluteUri, "Podio", profile.Endpoint.Api.AbsoluteUri),
        new Fact("client_id", profile.ClientId, "Client", new ServerText(profile.ClientId).Reveal()),
        new Fact("sign_in", Words.SnakeCase(profile.SignIn), "Signed in by", Words.SnakeCase(profile.SignIn)),
        new Fact("store", Words.SnakeCase(profile.Store), "Store", Words.SnakeCase(profile.Store)),
    ];

    /// <summary>A sentence that says who is signed in where.</summary>
    public static string SignedIn(TokenReference? account, Profile profile) =>
        $"Signed in as {(account is null or NoReference ? "an account that Podio didn't name" : Words.Reference(account))} "
        + $"at {profile.Endpoint.Api.Authority}.";

    public static IReadOnlyList<Fact> Of(Token token) =>
    [
        new Fact("ref", ReferenceJson.Of(token.Reference), "Account", Words.Reference(token.Reference)),
        new Fact("scope", token.Scope, "Scope", Words.Scope(token.Scope)),
        new Fact("refreshable", token.RefreshToken is not null),
    ];

    public static IReadOnlyList<Fact> Of(DateTimeOffset? expiresAt, DateTimeOffset? renewsAt) =>
    [
        new Fact("expires_at", Words.Instant(expiresAt), "Expires", "unknown") { At = expiresAt },
        new Fact("renews_at", Words.Instant(renewsAt), "Renewed from", "unknown") { At = renewsAt },
    ];
}
