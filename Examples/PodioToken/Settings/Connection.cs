using Flurl.Http;
using PodioOAuth.Functional;

namespace PodioToken.Settings;

/// <summary>A transport together with the client below it, which goes when it is disposed.</summary>
internal sealed class Connection : IDisposable
{
    // A request that was given up may have spent a code or a refresh token: better to wait than to give up early.
    private static readonly TransportOptions Options = new()
    {
        Timeout = TimeSpan.FromSeconds(60),
        BypassesDefaultProxy = true, // Below the log is the same handler as in a client of the transport's own.
    };

    private readonly HttpClient _client;

    private Connection(HttpClient client, Transport transport) => (_client, Transport) = (client, transport);

    public Transport Transport { get; }

    /// <summary>Opens it.</summary>
    /// <param name="kind">What sends.</param>
    /// <param name="endpoint">Where Podio is.</param>
    /// <param name="log">Takes a line for each request; null for none.</param>
    public static Connection Open(TransportKind kind, PodioEndpoint endpoint, Action<string>? log = null)
    {
        var client = log is null ? HttpClientTransport.CreateClient() : new HttpClient(RequestLog.Bottom(log));
        return new Connection(client, kind switch
        {
            TransportKind.Flurl => FlurlTransport.Create(new FlurlClient(client), endpoint, Options),
            _ => HttpClientTransport.Create(client, endpoint, Options),
        });
    }

    public void Dispose() => _client.Dispose();
}
