namespace PodioOAuth.Functional;

/// <summary>The names that the Podio authentication scheme uses by default.</summary>
public static class PodioAuthenticationDefaults
{
    /// <summary>The name of the scheme.</summary>
    public const string AuthenticationScheme = "Podio";

    /// <summary>The name that people see.</summary>
    public const string DisplayName = "Podio";

    /// <summary>The path to which Podio sends the browser back.</summary>
    public const string CallbackPath = "/signin-podio";

    /// <summary>The type of the claim that names the login in the store. Its value is no secret, and differs for each sign-in.</summary>
    /// <remarks>A site that makes a principal of its own, as with ASP.NET Core Identity, copies the claim: by it the user's token is
    /// found.</remarks>
    public const string LoginClaimType = "podio_login";
}
