using System.Diagnostics.CodeAnalysis;
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
    private const string ClientSecretPrefix = "client-secret/";

    /// <summary>Under which key the store has the login.</summary>
    public LoginKey LoginKey => LoginKey.OfLogin(Endpoint, ClientId, Name);

    /// <summary>Under which key the store has the client secret. As the login's: another client never gets the secret of this
    /// one.</summary>
    public string ClientSecretKey => $"{ClientSecretPrefix}{LoginKey}";

    /// <summary>Whether both have their login in the same place, under the same key.</summary>
    public bool IsKeptWith(Profile other) => Store == other.Store && LoginKey == other.LoginKey;

    /// <summary>Reads whose the client secret under a key is.</summary>
    public static bool TryReadClientSecretKey(string text, [NotNullWhen(true)] out LoginKey? login)
    {
        login = null;
        return text.StartsWith(ClientSecretPrefix, StringComparison.Ordinal)
            && LoginKey.TryParse(text[ClientSecretPrefix.Length..], out login);
    }
}
