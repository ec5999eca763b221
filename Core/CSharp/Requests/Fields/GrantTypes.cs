namespace PodioOAuth.Functional;

/// <summary>The values of <c>grant_type</c>.</summary>
internal static class GrantTypes
{
    internal const string AuthorizationCode = "authorization_code";
    internal const string Password = "password";
    internal const string App = "app";
    internal const string RefreshToken = "refresh_token";

    /// <summary>The grant type of a grant; null for none, so that validation finds it missing.</summary>
    internal static string? Of(Grant? grant) => grant switch
    {
        AuthorizationCodeGrant => AuthorizationCode,
        PasswordGrant => Password,
        AppGrant => App,
        RefreshTokenGrant => RefreshToken,
        _ => null,
    };
}
