namespace PodioOAuth.Functional;

/// <summary>An API key, and the domain it was registered for.</summary>
internal sealed record RegisteredClient(ClientCredentials Credentials, string? RedirectDomain)
{
    /// <summary>Whether the redirect URI lies on the registered domain: scheme, port and path are free (PODIO 1.13).</summary>
    internal bool Allows(string? redirectUri) =>
        redirectUri is null || RedirectDomain is null
        || (Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri)
            && string.Equals(uri.Host, RedirectDomain, StringComparison.OrdinalIgnoreCase));
}
