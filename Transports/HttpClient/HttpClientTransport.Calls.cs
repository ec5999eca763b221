using System.Net.Http.Headers;

namespace PodioOAuth.Functional;

public static partial class HttpClientTransport
{
    private const string Scheme = "OAuth2"; // PODIO 5.1

    /// <summary>Sets <c>Authorization: OAuth2 …</c> on a call of Podio's API (PODIO 5.1), replacing any existing value.</summary>
    /// <remarks>
    /// <para>The message then contains the token, and so does its <c>ToString</c>: don't log it. <c>PodioTokenHandler</c> in the package
    /// <c>PodioOAuth.Functional.Hosting</c> does the same for each call of a client, with a token that is always fresh, and removes the
    /// header afterwards.</para>
    /// <para>A relative address isn't checked, because the client's base address determines the target.</para>
    /// </remarks>
    /// <param name="request">The call: over https, or over http to loopback.</param>
    /// <param name="token">The token.</param>
    /// <param name="bypassesDefaultProxy">Whether the client that sends the request doesn't send plain http to loopback through
    /// <see cref="HttpClient.DefaultProxy"/>, which is true of one from <see cref="CreateClient"/>. Needed only if that proxy would receive
    /// the call, including the token.</param>
    /// <returns>The same message.</returns>
    /// <exception cref="ArgumentException">The token would be sent over the network unencrypted, or to a proxy.</exception>
    public static HttpRequestMessage WithPodioToken(this HttpRequestMessage request, Token token, bool bypassesDefaultProxy = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(token);
        CallRules.Check(request.RequestUri, bypassesDefaultProxy, nameof(request));
        request.Headers.Authorization = token.RevealAuthenticationHeader();
        return request;
    }

    /// <summary>Returns the value of the <c>Authorization</c> header of an API call (PODIO 5.1), for example for a client's default
    /// headers. It prints the token.</summary>
    /// <param name="token">The token.</param>
    public static AuthenticationHeaderValue RevealAuthenticationHeader(this Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new AuthenticationHeaderValue(Scheme, token.AccessToken.Reveal());
    }
}

/// <summary>Determines where a call may carry a token.</summary>
internal static class CallRules
{
    /// <summary>Throws for an address that must not receive a token. A relative or missing address can't be checked.</summary>
    internal static void Check(Uri? address, bool bypassesDefaultProxy, string parameter)
    {
        if (address is not { IsAbsoluteUri: true } || address.Scheme == Uri.UriSchemeHttps)
        {
            return;
        }

        if (!LoopbackRoute.IsPlainLoopback(address))
        {
            throw new ArgumentException("A token may be sent only over https, or over http to loopback.", parameter);
        }

        if (!bypassesDefaultProxy && LoopbackRoute.IsProxied(address))
        {
            throw new ArgumentException(
                "HttpClient.DefaultProxy (such as http_proxy) would receive the call, including the token. Send it with a client from "
                + "HttpClientTransport.CreateClient() and pass bypassesDefaultProxy: true.",
                parameter);
        }
    }
}
