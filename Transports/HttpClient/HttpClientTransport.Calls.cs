using System.Net.Http.Headers;

namespace PodioOAuth.Functional;

public static partial class HttpClientTransport
{
    private const string Scheme = "OAuth2"; // PODIO 5.1

    /// <summary>Sets <c>Authorization: OAuth2 …</c> on a call of Podio's API (PODIO 5.1), in place of any that it has.</summary>
    /// <remarks>
    /// <para>The message reveals the token from then on, by its <c>ToString</c> too: do not log it. <c>PodioTokenHandler</c> of the package
    /// <c>PodioOAuth.Functional.Hosting</c> does the same for each call of a client, with a token that is always fresh, and takes the
    /// header off again.</para>
    /// <para>A relative address is not looked at: it counts where the client's base address leads.</para>
    /// </remarks>
    /// <param name="request">The call: over https, or over http to loopback.</param>
    /// <param name="token">The token.</param>
    /// <param name="bypassesDefaultProxy">Says of the client that sends it that plain http to loopback does not go through
    /// <see cref="HttpClient.DefaultProxy"/>; one of <see cref="CreateClient"/> is such. Needed only where that proxy would get the call,
    /// token included.</param>
    /// <returns>The same message.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> or <paramref name="token"/> is null.</exception>
    /// <exception cref="ArgumentException">The token would go over the network unencrypted, or to a proxy.</exception>
    public static HttpRequestMessage WithPodioToken(this HttpRequestMessage request, Token token, bool bypassesDefaultProxy = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(token);
        CallRules.Check(request.RequestUri, bypassesDefaultProxy, nameof(request));
        request.Headers.Authorization = token.RevealAuthenticationHeader();
        return request;
    }

    /// <summary>The value of the <c>Authorization</c> header of an API call (PODIO 5.1), for a client's default headers, say. It prints the
    /// token.</summary>
    /// <param name="token">The token.</param>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    public static AuthenticationHeaderValue RevealAuthenticationHeader(this Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new AuthenticationHeaderValue(Scheme, token.AccessToken.Reveal());
    }
}

/// <summary>Where a call may carry a token.</summary>
internal static class CallRules
{
    /// <summary>Refuses an address that a token must not go to. One that is relative, or none, cannot be judged.</summary>
    internal static void Check(Uri? address, bool bypassesDefaultProxy, string parameter)
    {
        if (address is not { IsAbsoluteUri: true } || address.Scheme == Uri.UriSchemeHttps)
        {
            return;
        }

        if (!LoopbackRoute.IsPlainLoopback(address))
        {
            throw new ArgumentException("A token goes over https, or over http to loopback.", parameter);
        }

        if (!bypassesDefaultProxy && LoopbackRoute.IsProxied(address))
        {
            throw new ArgumentException(
                "HttpClient.DefaultProxy (http_proxy, say) would get the call, token included. Send it by a client of "
                + "HttpClientTransport.CreateClient() and say so: bypassesDefaultProxy.",
                parameter);
        }
    }
}
