using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace PodioToken.SigningIn;

/// <summary>A loopback port for IPv4 and IPv6: a browser may use either for a name, so no other process may have the other.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly KestrelServer[] _servers;

    private LoopbackServer(int port, params KestrelServer[] servers) => (Port, _servers) = (port, servers);

    public int Port { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="handler">The request handler.</param>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The port is in use or not permitted.</exception>
    public static async Task<LoopbackServer> StartAsync(RequestDelegate handler, int port, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (first, chosen) = await StartAsync(handler, IPAddress.Loopback, port, cancellationToken);
            try
            {
                var (second, _) = await StartAsync(handler, IPAddress.IPv6Loopback, chosen, cancellationToken);
                return new LoopbackServer(chosen, first, second);
            }
            catch (IOException exception) when (exception.InnerException is SocketException
            { SocketErrorCode: SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported })
            {
                return new LoopbackServer(chosen, first); // The machine has no IPv6.
            }
            catch (IOException) when (port == 0 && attempt < Attempts)
            {
                await StopAsync(first); // Another process has the other half: use another port.
            }
            catch
            {
                await StopAsync(first);
                throw;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await StopAsync(server);
        }
    }

    // The bare server rather than a host around it: a host would take Ctrl-C away from the program.
    private static async Task<(KestrelServer Server, int Port)> StartAsync(
        RequestDelegate handler, IPAddress address, int port, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new Application(handler), cancellationToken);
            var bound = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
            return (server, new Uri(bound).Port);
        }
        catch (SocketException exception)
        {
            server.Dispose();
            throw new IOException(exception.Message, exception);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static async Task StopAsync(KestrelServer server)
    {
        using var grace = new CancellationTokenSource(Grace);
        await server.StopAsync(grace.Token);
        server.Dispose();
    }

    private sealed class Application(RequestDelegate handler) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => handler(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
            // A context has no state of its own.
        }
    }
}
