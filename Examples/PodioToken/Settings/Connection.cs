using Flurl.Http;
using PodioOAuth.Functional;

namespace PodioToken.Settings;

/// <summary>A transport and its client, which is disposed with it.</summary>
internal sealed class Connection : IDisposable
{
    // An abandoned request may have used up a code or a refresh token, so wait rather than give up early.
    private static readonly TransportOptions Options = new()
    {
        Timeout = TimeSpan.FromSeconds(60),
        BypassesDefaultProxy = true, // Inside the log is the same handler as in the transport's own client.
    };

    private readonly HttpClient _client;

    private Connection(HttpClient client, Transport transport) => (_client, Transport) = (client, transport);

    public Transport Transport { get; }

    /// <summary>Opens a connection.</summary>
    /// <param name="kind">The HTTP library.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="log">Logs a line for each request; null for no log.</param>
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
