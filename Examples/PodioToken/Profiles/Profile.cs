using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;

namespace PodioToken.Profiles;

// Profile = Name × PodioEndpoint × ClientId × SignInKind × StoreKind × RedirectUri? × Scope?

/// <summary>The settings of one account: all that is no secret.</summary>
/// <param name="Name">Its name, of <see cref="ProfileName"/>.</param>
/// <param name="Endpoint">Where Podio is.</param>
/// <param name="ClientId">The id of the API key.</param>
/// <param name="SignIn">How it was signed in.</param>
/// <param name="Store">Where the login is.</param>
/// <param name="RedirectUri">The redirect URI that was asked for, or null for one on localhost.</param>
/// <param name="Scope">The scope that was asked for, or null for everything.</param>
internal sealed record Profile(
    string Name, PodioEndpoint Endpoint, string ClientId, SignInKind SignIn, StoreKind Store, string? RedirectUri, string? Scope)
{
    /// <summary>Under which key the store has the login.</summary>
    public LoginKey LoginKey => LoginKey.OfLogin(Endpoint, ClientId, Name);

    /// <summary>Under which key the store has the client secret. As the login's: another client never gets the secret of this
    /// one.</summary>
    public string ClientSecretKey => $"client-secret/{LoginKey}";
}
