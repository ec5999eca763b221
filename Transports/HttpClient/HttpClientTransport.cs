using System.Net.Http.Headers;

namespace PodioOAuth.Functional;

/// <summary>Sends token requests through your <see cref="HttpClient"/>, and adds tokens to calls.</summary>
public static partial class HttpClientTransport
{
    /// <summary>Creates a transport over the client. It is as safe for concurrent use as the client; create one and keep it.</summary>
    /// <remarks>
    /// <para>Each request is one <c>POST</c> with <c>Accept: application/json</c> and <c>Accept-Language: en</c>, without
    /// <c>Authorization</c>, in the client's default HTTP version. The client is neither changed nor disposed; its default headers are
    /// sent, except for those that the request sets itself.</para>
    /// <para>It doesn't request compression. A client that requests it and decompresses does so within the limit, and what it can't
    /// decompress is <see cref="UnreachableReason.InvalidResponse"/>. If nothing decompresses a body, it is returned compressed.</para>
    /// <para>Failures are values: <see cref="OAuthError.Unreachable"/>. Cancellation by the caller is an
    /// <see cref="OperationCanceledException"/> with the caller's token, even if the timeout has expired as well; any other cancellation is
    /// a timeout. What only a bug in the program causes (a disposed client, an unsupported setting) stays an exception.</para>
    /// <para>The body is written once. If something underneath sends it again (a redirect that the client follows, a retry handler, an
    /// answer to an authentication challenge), nothing is sent and the error is <see cref="UnreachableReason.SecondSend"/>; a reply from
    /// another address is <see cref="UnreachableReason.Redirected"/>. Limitation: if one of your handlers reads the body first (a logger, a
    /// signer), .NET keeps a copy that it may send as often as a handler asks. Use <see cref="CreateHandler"/>, which follows no redirects,
    /// as the innermost handler below such handlers, with no retries above it.</para>
    /// </remarks>
    /// <param name="client">The client. Its timeout covers the whole exchange, including the body. <see cref="CreateClient"/> creates a
    /// suitable one.</param>
    /// <param name="endpoint">Where Podio is; by default the public API.</param>
    /// <param name="options">The limits; by default 1 MiB and the client's own timeout.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null. The transport also throws it for a null
    /// request.</exception>
    /// <exception cref="ArgumentException">The client's default headers contain <c>Authorization</c> or <c>Cookie</c>, or its base address
    /// isn't the endpoint's. Or the endpoint uses plain http to loopback, <see cref="HttpClient.DefaultProxy"/> would receive its requests,
    /// and the client is neither from <see cref="CreateClient"/> nor marked with <see cref="TransportOptions.BypassesDefaultProxy"/>. This
    /// is checked again before each request; then the transport throws it.</exception>
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
            clientTimeouts: () => new ClientTimeouts(client)).RunAsync;
    }

    /// <summary>Creates a client with its own <see cref="CreateHandler"/>, which it disposes with itself. It doesn't need
    /// <see cref="TransportOptions.BypassesDefaultProxy"/>, even inside a Flurl client.</summary>
    public static HttpClient CreateClient() => new DirectClient();

    /// <summary>Creates a handler with safe settings: no redirects, no cookies, no decompression, no proxy for plain http to loopback, and
    /// connections renewed every two minutes so that DNS changes are noticed. The caller must dispose it.</summary>
    /// <remarks>Its <see cref="SocketsHttpHandler.Proxy"/> uses <see cref="HttpClient.DefaultProxy"/> for every other address. A proxy that
    /// you set instead receives what its own rules say, including secrets over plain http to loopback.</remarks>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        Proxy = LoopbackRoute.Proxy,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    /// <summary>The headers of a token request, apart from those of its body.</summary>
    internal static readonly (string Name, string Value)[] Headers = [("Accept", "application/json"), ("Accept-Language", "en")];

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
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}

/// <summary>Checks what a caller's client must not have. Checked when a transport is created and before each request, because a client can
/// change.</summary>
internal static class ClientRules
{
    internal const string ForeignBase = "The client's base address isn't the endpoint's.";

    /// <summary>The message for a client whose requests a default proxy may receive.</summary>
    internal const string ProxiedLoopback =
        "HttpClient.DefaultProxy (such as http_proxy) would receive the request and its secrets. Plain http to loopback must not use a "
        + "proxy. Use HttpClientTransport.CreateClient(), or set TransportOptions.BypassesDefaultProxy if the client bypasses it.";

    /// <summary>The headers that identify a signed-in user. The token endpoint must not receive them (PODIO 2.11).</summary>
    internal static readonly string[] RefusedHeaders = ["Authorization", "Cookie"];

    /// <summary>Throws for a client that sends such a header with every request, that was created for another host, or that may send plain
    /// http to loopback through a proxy.</summary>
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
        $"The client sends {name} with every request. The token endpoint must not receive it (PODIO 2.11): use a separate client.";
}
