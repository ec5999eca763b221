using System.Net.Http.Headers;

namespace PodioOAuth.Functional;

/// <summary>Sends token requests through a <see cref="HttpClient"/> of the caller's, and puts tokens on calls.</summary>
public static partial class HttpClientTransport
{
    /// <summary>A transport over the client. Safe for concurrent use, as the client is; make one and keep it.</summary>
    /// <remarks>
    /// <para>Each request is one <c>POST</c> with <c>Accept: application/json</c> and <c>Accept-Language: en</c>, without
    /// <c>Authorization</c>, in the client's default HTTP version. The client is neither changed nor disposed; its default headers go
    /// along, but for those that the request has itself.</para>
    /// <para>It asks for no compression; a client that does, and unpacks, does so within the bound, and what it cannot unpack is
    /// <see cref="UnreachableReason.InvalidResponse"/>. Where nothing unpacks, a compressed body is handed over as it came.</para>
    /// <para>Failures are values: <see cref="OAuthError.Unreachable"/>. Cancellation by the caller is an
    /// <see cref="OperationCanceledException"/> with the caller's token, also where the time has run out as well; one that the caller did
    /// not ask for is a timeout. What only a wrong program throws (a disposed client, an unsupported setting) stays an exception.</para>
    /// <para>The body is written once. Where something below tries again (a redirect that the client follows, a retry handler, an answer
    /// to an authentication challenge) nothing is sent and the error is <see cref="UnreachableReason.SecondSend"/>; a reply from another
    /// address is <see cref="UnreachableReason.Redirected"/>. The limit of this: a handler of yours that reads the body first (a logger, a
    /// signer) leaves a copy in .NET's hands, which .NET may send as often as a handler asks. Have <see cref="CreateHandler"/>'s, which
    /// follows no redirect, at the bottom of such handlers, and no retries above it.</para>
    /// </remarks>
    /// <param name="client">The client. Its timeout covers the whole exchange, the body included. <see cref="CreateClient"/> makes a good
    /// one.</param>
    /// <param name="endpoint">Where Podio is; by default the public API.</param>
    /// <param name="options">Bounds; by default 1 MiB and the client's own timeout.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null. Also from the transport, for a null request.</exception>
    /// <exception cref="ArgumentException">The client's default headers hold <c>Authorization</c> or <c>Cookie</c>, or it has a base
    /// address that is not the endpoint's. Or the endpoint is plain http to loopback, <see cref="HttpClient.DefaultProxy"/> would get its
    /// requests, and the client is neither of <see cref="CreateClient"/> nor vouched for by
    /// <see cref="TransportOptions.BypassesDefaultProxy"/>. Looked at again before each send; then the transport throws it.</exception>
    public static Transport Create(HttpClient client, PodioEndpoint? endpoint = null, TransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        endpoint ??= PodioEndpoint.Default;
        options ??= TransportOptions.Default;
        ClientRules.Check(client, endpoint, options);
        return new Exchange(
            endpoint,
            options,
            post: (address, content, cancellationToken) => PostAsync(client, endpoint, options, address, content, cancellationToken),
            clientTimeout: () => client.Timeout).RunAsync;
    }

    /// <summary>A new client over a <see cref="CreateHandler"/> of its own, which it disposes with itself. It needs no
    /// <see cref="TransportOptions.BypassesDefaultProxy"/>, also where it is the client within a Flurl client.</summary>
    public static HttpClient CreateClient() => new DirectClient();

    /// <summary>
    /// A new handler with safe settings: no redirects, no cookies, no decompression, no proxy for plain http to loopback, connections
    /// renewed every two minutes so that a changed DNS entry is seen. It is the caller's to dispose.
    /// </summary>
    /// <remarks>Its <see cref="SocketsHttpHandler.Proxy"/> asks <see cref="HttpClient.DefaultProxy"/> for every other address. One that you
    /// set instead gets what its own rules say, secrets over plain http to loopback included.</remarks>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        Proxy = LoopbackRoute.Proxy,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        PodioEndpoint endpoint,
        TransportOptions options,
        Uri address,
        SingleUseContent content,
        CancellationToken cancellationToken)
    {
        ClientRules.Check(client, endpoint, options);
        var message = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = content,
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        content.Message = message;
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("Accept-Language", "en");
        return client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}

/// <summary>What a caller's client may not carry. Looked at when a transport is made and before each send: a client can change.</summary>
internal static class ClientRules
{
    internal const string ForeignBase = "The client's base address is not the one of the endpoint.";

    /// <summary>Said of a client that a default proxy may lead astray.</summary>
    internal const string ProxiedLoopback =
        "HttpClient.DefaultProxy (http_proxy, say) would get the request, secrets included: plain http to loopback must not go through a "
        + "proxy. Use HttpClientTransport.CreateClient(); or set TransportOptions.BypassesDefaultProxy, where the client goes past it.";

    /// <summary>The headers that say who is signed in. The token endpoint must not get them (PODIO 2.11).</summary>
    internal static readonly string[] RefusedHeaders = ["Authorization", "Cookie"];

    /// <summary>Refuses a client that sends such a header with every request, that was made for another host, or that may send to a
    /// proxy what goes over plain http to loopback.</summary>
    internal static void Check(HttpClient client, PodioEndpoint endpoint, TransportOptions options)
    {
        RefuseHeaders(client.DefaultRequestHeaders.NonValidated, nameof(client));
        if (client.BaseAddress is { } address && !IsBaseOf(endpoint, address))
        {
            throw new ArgumentException(ForeignBase, nameof(client));
        }

        if (client is not DirectClient && !options.BypassesDefaultProxy && LoopbackRoute.IsProxied(endpoint.Api))
        {
            throw new ArgumentException(ProxiedLoopback, nameof(client));
        }
    }

    internal static void RefuseHeaders(HttpHeadersNonValidated headers, string parameter)
    {
        foreach (var name in RefusedHeaders)
        {
            if (headers.Contains(name))
            {
                throw new ArgumentException(RefusedHeader(name), parameter);
            }
        }
    }

    internal static bool IsBaseOf(PodioEndpoint endpoint, Uri address) =>
        address.Equals(endpoint.Api)
        || (address.IsAbsoluteUri && string.Equals(address.AbsoluteUri + "/", endpoint.Api.AbsoluteUri, StringComparison.Ordinal));

    internal static string RefusedHeader(string name) =>
        $"The client sends {name} with every request. The token endpoint must not get it (PODIO 2.11): use a client of its own.";
}
