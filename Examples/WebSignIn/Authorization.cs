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

    /// <summary>The allowed targets of this site's forms. Chromium applies them to every redirect after a form, including Podio's own
    /// redirect to its sign-in.</summary>
    internal string FormTargets => Endpoint.Authorize is { Scheme: "https" } page
        ? $"https://{page.Authority} https://*.{page.Authority}"
        : Endpoint.Authorize.GetLeftPart(UriPartial.Authority);

    /// <summary>The address of Podio's page for the client-side flow. It contains the state, so it is sent to the browser but not
    /// logged.</summary>
    internal Uri AddressForToken(string redirectUri, Secret state) =>
        new AuthorizationRequest(options.Value.ClientId, redirectUri, state, AuthorizationResponseType.Token, Scope).ToUri(Endpoint).Match(
            Right: address => address,
            Left: error => throw new InvalidOperationException(error.Describe()));
}
