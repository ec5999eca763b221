using System.Net;

namespace PodioOAuth.Functional;

/// <summary>The rule for proxies: plain http to loopback isn't encrypted, and therefore uses no proxy.</summary>
/// <remarks>A proxy receives such a request in full, including secrets, and sends it on to its own loopback. Over https it receives a
/// <c>CONNECT</c> with the host's name, followed by bytes that it can't read.</remarks>
internal static class LoopbackRoute
{
    /// <summary>The proxy of our own handlers: <see cref="HttpClient.DefaultProxy"/>, except for plain http to loopback.</summary>
    internal static IWebProxy Proxy { get; } = new ExceptForLoopback();

    /// <summary>Returns whether the address is http to this machine. As for <see cref="PodioEndpoint"/>, the machine's own name doesn't
    /// count: a resolver may send it anywhere.</summary>
    internal static bool IsPlainLoopback(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp
        && (address.Host == "localhost" || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)));

    /// <summary>Returns whether <see cref="HttpClient.DefaultProxy"/> could read a request to this address.</summary>
    /// <param name="address">An address that may receive secrets: https, or http to loopback.</param>
    internal static bool IsProxied(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp
        && !HttpClient.DefaultProxy.IsBypassed(address) && HttpClient.DefaultProxy.GetProxy(address) is not null;

    // The default proxy is read each time: the program may replace it while it runs, but not with this one.
    private sealed class ExceptForLoopback : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => Default?.Credentials;
            set => throw new NotSupportedException("The credentials are those of HttpClient.DefaultProxy.");
        }

        private static IWebProxy? Default => HttpClient.DefaultProxy is var proxy and not ExceptForLoopback ? proxy : null;

        public Uri? GetProxy(Uri destination) => IsPlainLoopback(destination) ? null : Default?.GetProxy(destination);

        public bool IsBypassed(Uri host) => IsPlainLoopback(host) || Default?.IsBypassed(host) != false;
    }
}

/// <summary>A client whose handler can't be reached to set a proxy.</summary>
internal sealed class DirectClient() : HttpClient(HttpClientTransport.CreateHandler());
