namespace PodioOAuth.Functional.Transports.Tests.Secure;

/// <summary>A wire server that speaks TLS.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WireServer _server;

    internal TlsServer(X509Certificate2 certificate, WireAnswer answer) => _server = WireServer.StartRaw(async connection =>
    {
        await connection.StartTlsAsync(certificate);
        while (!connection.IsOver && await _server!.ReceiveAsync(connection) is { } request)
        {
            await answer(request, connection);
        }
    });

    internal PodioEndpoint Endpoint => _server.EndpointAt("https");

    internal IReadOnlyList<WireRequest> Requests => _server.Requests;

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
