using Flurl.Http;

namespace PodioOAuth.Functional;

public static partial class FlurlTransport
{
    /// <summary>Sets <c>Authorization: OAuth2 …</c> on a call of Podio's API (PODIO 5.1), replacing any existing value.</summary>
    /// <remarks>The request's headers then contain the token: don't log them. A relative address isn't checked.</remarks>
    /// <param name="request">The call: over https, or over http to loopback. <c>WithOAuthBearerToken</c> doesn't work, because Podio uses a
    /// different scheme.</param>
    /// <param name="token">The token.</param>
    /// <param name="bypassesDefaultProxy">Whether the client that sends the request doesn't send plain http to loopback through
    /// <see cref="HttpClient.DefaultProxy"/>. Needed only if that proxy would receive the call, including the token, and the request's
    /// client doesn't wrap one from <see cref="HttpClientTransport.CreateClient"/>.</param>
    /// <returns>The same request.</returns>
    /// <exception cref="ArgumentException">The token would be sent over the network unencrypted, or to a proxy.</exception>
    public static IFlurlRequest WithPodioToken(this IFlurlRequest request, Token token, bool bypassesDefaultProxy = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(token);
        var address = Uri.TryCreate(request.Url?.ToString(), UriKind.Absolute, out var absolute) ? absolute : null;
        CallRules.Check(address, bypassesDefaultProxy || request.Client?.HttpClient is DirectClient, nameof(request));
        return request.WithHeader("Authorization", token.RevealAuthenticationHeader().ToString());
    }
}
