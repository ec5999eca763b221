using System.Net;

namespace PodioOAuth.Functional;

/// <summary>The rule for proxies: what goes over plain http to loopback is not encrypted, and therefore goes through none.</summary>
/// <remarks>A proxy gets such a request whole, secrets included, and sends it on to a loopback of its own. Over https it gets a
/// <c>CONNECT</c> with the host's name, and then bytes that it cannot read.</remarks>
internal static class LoopbackRoute
{
    /// <summary>The proxy of our own handlers: <see cref="HttpClient.DefaultProxy"/>, except for plain http to loopback.</summary>
    internal static IWebProxy Proxy { get; } = new ExceptForLoopback();

    /// <summary>Whether the address is http to this machine. As for <see cref="PodioEndpoint"/>, the machine's own name is none: a resolver
    /// may send it anywhere.</summary>
    internal static bool IsPlainLoopback(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp
        && (address.Host == "localhost" || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)));

    /// <summary>Whether <see cref="HttpClient.DefaultProxy"/> would get a request to this address to read.</summary>
    /// <param name="address">An address that may get secrets: https, or http to loopback.</param>
    internal static bool IsProxied(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp
        && !HttpClient.DefaultProxy.IsBypassed(address) && HttpClient.DefaultProxy.GetProxy(address) is not null;

    // The default proxy is read anew each time: the program may set another one while it runs, though not this one over itself.
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

/// <summary>A client whose handler nobody can reach to give it a proxy.</summary>
internal sealed class DirectClient() : HttpClient(HttpClientTransport.CreateHandler());
