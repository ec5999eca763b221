using Flurl.Http;

namespace PodioOAuth.Functional;

public static partial class FlurlTransport
{
    /// <summary>Sets <c>Authorization: OAuth2 …</c> on a call of Podio's API (PODIO 5.1), in place of any that it has.</summary>
    /// <remarks>The request reveals the token from then on, by its headers: do not log them. A relative address is not looked at.</remarks>
    /// <param name="request">The call: over https, or over http to loopback. <c>WithOAuthBearerToken</c> will not do: Podio's scheme is
    /// another.</param>
    /// <param name="token">The token.</param>
    /// <param name="bypassesDefaultProxy">Says of the client that sends it that plain http to loopback does not go through
    /// <see cref="HttpClient.DefaultProxy"/>. Needed only where that proxy would get the call, token included, and the request's client is
    /// not around one of <see cref="HttpClientTransport.CreateClient"/>.</param>
    /// <returns>The same request.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> or <paramref name="token"/> is null.</exception>
    /// <exception cref="ArgumentException">The token would go over the network unencrypted, or to a proxy.</exception>
    public static IFlurlRequest WithPodioToken(this IFlurlRequest request, Token token, bool bypassesDefaultProxy = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(token);
        var address = Uri.TryCreate(request.Url?.ToString(), UriKind.Absolute, out var absolute) ? absolute : null;
        CallRules.Check(address, bypassesDefaultProxy || request.Client?.HttpClient is DirectClient, nameof(request));
        return request.WithHeader("Authorization", token.RevealAuthenticationHeader().ToString());
    }
}
