namespace PodioOAuth.Functional.Transports.Tests.Secure;

/// <summary>Handlers that believe one certificate, and everything else about it is checked as ever.</summary>
internal static class Clients
{
    internal static SocketsHttpHandler Trusting(X509Certificate2 certificate, Action<SocketsHttpHandler>? change = null)
    {
        var handler = HttpClientTransport.CreateHandler();
        handler.UseProxy = false;
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { certificate },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        change?.Invoke(handler);
        return handler;
    }

    /// <summary>A client that speaks HTTP/2 and nothing else.</summary>
    internal static HttpClient OfHttp2(HttpMessageHandler handler) => new(handler)
    {
        DefaultRequestVersion = new Version(2, 0),
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
