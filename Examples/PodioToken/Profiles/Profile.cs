using System.Diagnostics.CodeAnalysis;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;

namespace PodioToken.Profiles;

// Profile = Name × PodioEndpoint × ClientId × SignInKind × StoreKind × RedirectUri? × Scope?

/// <summary>The settings of one account, except for secrets.</summary>
/// <param name="Name">Its name, of <see cref="ProfileName"/>.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="ClientId">The ID of the API key.</param>
/// <param name="SignIn">The kind of sign-in.</param>
/// <param name="Store">The kind of store that has the login.</param>
/// <param name="RedirectUri">The requested redirect URI, or null for one on localhost.</param>
/// <param name="Scope">The requested scope, or null for everything.</param>
internal sealed record Profile(
    string Name, PodioEndpoint Endpoint, string ClientId, SignInKind SignIn, StoreKind Store, string? RedirectUri, string? Scope)
{
    private const string ClientSecretPrefix = "client-secret/";

    /// <summary>The key of the login in the store.</summary>
    public LoginKey LoginKey => LoginKey.OfLogin(Endpoint, ClientId, Name);

    /// <summary>The key of the client secret in the store, derived from the login's: another client never gets the secret of this
    /// one.</summary>
    public string ClientSecretKey => $"{ClientSecretPrefix}{LoginKey}";

    /// <summary>Whether both profiles store their login in the same place, under the same key.</summary>
    public bool IsKeptWith(Profile other) => Store == other.Store && LoginKey == other.LoginKey;

    /// <summary>Parses the key of a client secret.</summary>
    public static bool TryReadClientSecretKey(string text, [NotNullWhen(true)] out LoginKey? login)
    {
        login = null;
        return text.StartsWith(ClientSecretPrefix, StringComparison.Ordinal)
            && LoginKey.TryParse(text[ClientSecretPrefix.Length..], out login);
    }
}
