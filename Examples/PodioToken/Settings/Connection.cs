using Flurl.Http;
using PodioOAuth.Functional;

namespace PodioToken.Settings;

/// <summary>A transport together with the client below it, which goes when it is disposed.</summary>
internal sealed class Connection : IDisposable
{
    // A request that was given up may have spent a code or a refresh token: better to wait than to give up early.
    private static readonly TransportOptions Options = new() { Timeout = TimeSpan.FromSeconds(60) };

    private readonly HttpClient _client;

    private Connection(HttpClient client, Transport transport) => (_client, Transport) = (client, transport);

    public Transport Transport { get; }

    public static Connection Open(TransportKind kind, PodioEndpoint endpoint)
    {
        var client = HttpClientTransport.CreateClient();
        return new Connection(client, kind switch
        {
            TransportKind.Flurl => FlurlTransport.Create(new FlurlClient(client), endpoint, Options),
            _ => HttpClientTransport.Create(client, endpoint, Options),
        });
    }

    public void Dispose() => _client.Dispose();
}
