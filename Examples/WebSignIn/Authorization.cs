using Microsoft.Extensions.Options;
using PodioOAuth.Functional;

namespace WebSignIn;

/// <summary>The scope that this site requests, and the endpoint.</summary>
internal sealed class Authorization(IOptions<PodioOAuthOptions> options)
{
    /// <summary>The scope: no more than the site needs.</summary>
    internal static readonly PodioScope Scope = PodioScope.Of(ScopeItem.User(ScopePermission.Read), ScopeItem.Space(ScopePermission.Read));

    internal PodioEndpoint Endpoint { get; } = options.Value.ApiBase is not { } api
        ? PodioEndpoint.Default
        : PodioEndpoint.Create(api).Match(
            Right: endpoint => endpoint, Left: error => throw new InvalidOperationException(error.Describe()));

    /// <summary>Where a form of this site may lead to: Chromium holds every redirect after a form to that, Podio's own to its sign-in as
    /// well.</summary>
    internal string FormTargets => Endpoint.Authorize is { Scheme: "https" } page
        ? $"https://{page.Authority} https://*.{page.Authority}"
        : Endpoint.Authorize.GetLeftPart(UriPartial.Authority);

    /// <summary>The address of Podio's page for the client-side flow. It holds the state: to the browser, and into no log.</summary>
    internal Uri AddressForToken(string redirectUri, Secret state) =>
        new AuthorizationRequest(options.Value.ClientId, redirectUri, state, AuthorizationResponseType.Token, Scope).ToUri(Endpoint).Match(
            Right: address => address,
            Left: error => throw new InvalidOperationException(error.Describe()));
}
