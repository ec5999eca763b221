using Microsoft.Extensions.Http;

namespace PodioOAuth.Functional;

/// <summary>Makes an application's client bypass every proxy for plain http requests to loopback.</summary>
internal static class DirectRoute
{
    /// <summary>The error for a client that sends its own token with every request.</summary>
    internal const string RefusedHeader =
        Refused + "Use a PodioTokenHandler instead of the header, or HttpClientTransport.CreateClient().";

    private const string Refused =
        "HttpClient.DefaultProxy (set by http_proxy, for example) would get the request and its secrets: plain http to loopback must not "
        + "go through a proxy. ";

    private const string RefusedRequest = RefusedHandler + "or one of .NET's handlers with a proxy of your choice.";

    private const string RefusedHandler = Refused + "Use HttpClientTransport.CreateHandler() as the primary handler; ";

    /// <summary>The error for an API call that would send its token to a proxy.</summary>
    internal const string RefusedCall =
        RefusedHandler + "or set PodioTokenHandlerOptions.BypassesDefaultProxy if the current handler bypasses the proxy.";

    /// <summary>Changes the client's primary handler if it has no proxy of its own.</summary>
    internal static void Prefer(HttpClientFactoryOptions options) =>
        options.HttpMessageHandlerBuilderActions.Add(builder => GoDirectly(builder.PrimaryHandler));

    /// <summary>Does the same, and refuses requests that would still use a proxy.</summary>
    internal static void Demand(HttpClientFactoryOptions options)
    {
        Prefer(options);
        options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new Guard())); // The innermost handler.
    }

    /// <summary>Does the same at startup, where the error is visible.</summary>
    /// <exception cref="InvalidOperationException">A token request would be sent to a proxy.</exception>
    internal static void Check(IHttpMessageHandlerFactory handlers, string client, PodioEndpoint endpoint)
    {
        if (LoopbackRoute.IsProxied(endpoint.Api) && IsProxied(handlers.CreateHandler(client), endpoint.Api))
        {
            throw new InvalidOperationException(RefusedRequest);
        }
    }

    /// <summary>Whether <see cref="HttpClient.DefaultProxy"/> could read a request to this address that is sent by a chain of handlers. A
    /// handler that isn't one of .NET's is assumed to use the default proxy, as .NET's do.</summary>
    /// <param name="chain">The handlers.</param>
    /// <param name="address">An address that may get secrets: https, or http to loopback.</param>
    internal static bool IsProxied(HttpMessageHandler? chain, Uri address) =>
        LoopbackRoute.IsProxied(address) && PrimaryHandler.Of(chain) switch
        {
            SocketsHttpHandler handler => handler is { UseProxy: true, Proxy: null },
            HttpClientHandler handler => handler is { UseProxy: true, Proxy: null },
            _ => true,
        };

    // Makes the handler that opens the connections bypass the proxy for loopback, unless it has its own proxy. A handler that has sent a
    // request can't be changed: its callers check IsProxied.
    private static void GoDirectly(HttpMessageHandler? chain) => PrimaryHandler.Change(
        chain,
        sockets: handler => handler.Proxy ??= LoopbackRoute.Proxy,
        client: handler => handler.Proxy ??= LoopbackRoute.Proxy);

    private sealed class Guard : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(Checked(request), cancellationToken);

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.Send(Checked(request), cancellationToken);

        private HttpRequestMessage Checked(HttpRequestMessage request) => IsProxied(InnerHandler, request.RequestUri!)
            ? throw new InvalidOperationException(RefusedRequest)
            : request;
    }
}
