namespace PodioOAuth.Functional;

/// <summary>Default values for the Podio authentication scheme.</summary>
public static class PodioAuthenticationDefaults
{
    /// <summary>The name of the scheme.</summary>
    public const string AuthenticationScheme = "Podio";

    /// <summary>The display name of the scheme.</summary>
    public const string DisplayName = "Podio";

    /// <summary>The path of the callback.</summary>
    public const string CallbackPath = "/signin-podio";

    /// <summary>The type of the claim that names the login in the store. Its value isn't a secret, and is different for each
    /// sign-in.</summary>
    /// <remarks>An application that creates its own principal, as with ASP.NET Core Identity, must copy the claim, because it identifies
    /// the user's token.</remarks>
    public const string LoginClaimType = "podio_login";
}
