namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>The fields of a request by wire name, in the documented order, with what they hold. Said once more, apart from the library and
/// the generators.</summary>
internal static class WireFields
{
    internal static string GrantTypeOf(TokenRequest request) => request.Grant.Match(
        authorizationCode: _ => "authorization_code", password: _ => "password", app: _ => "app", refreshToken: _ => "refresh_token");

    /// <summary>All fields but the grant type. A redirect URI that is null is left out; anything else that is null is there as
    /// null.</summary>
    internal static IReadOnlyList<(string Name, string? Value)> Of(TokenRequest request) =>
    [
        .. request.Grant?.Match<(string, string?)[]>(
            authorizationCode: grant => grant.RedirectUri is null
                ? [("code", grant.Code?.Reveal())]
                : [("code", grant.Code?.Reveal()), ("redirect_uri", grant.RedirectUri)],
            password: grant => [("username", grant.Username), ("password", grant.Password?.Reveal())],
            app: grant => [("app_id", grant.AppId.ToString(CultureInfo.InvariantCulture)), ("app_token", grant.AppToken?.Reveal())],
            refreshToken: grant => [("refresh_token", grant.RefreshToken?.Reveal())]) ?? [],
        ("client_id", request.Client?.ClientId),
        ("client_secret", request.Client?.ClientSecret?.Reveal()),
    ];

    internal static bool AreHostile(TokenRequest request) => Of(request).Any(field => HostileText.IsHostile(field.Value));
}
