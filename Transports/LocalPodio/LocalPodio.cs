using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>An in-memory Podio on a port of 127.0.0.1, for clients in any language. It is not Podio.</summary>
/// <remarks>
/// <para>Plain HTTP/1.1. It answers to a <c>Host</c> of 127.0.0.1, [::1] or localhost only, so that no name a web page chose leads to it.
/// It writes no log but the one that is asked for, and reads no configuration, environment variable or signal: Ctrl-C stays the
/// program's.</para>
/// <para>A body of more than 1 MiB is answered with a gateway's 413, without asking the handler. Disposing is graceful and bounded:
/// requests in hand get one second to end, then their connections are cut.</para>
/// </remarks>
/// <example>
/// <code>
/// await using var server = await LocalPodio.StartAsync(new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)));
/// var transport = HttpClientTransport.Create(httpClient, server.Endpoint);
/// </code>
/// </example>
public sealed class LocalPodio : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly KestrelServer _server;
    private int _isDisposed;

    private LocalPodio(KestrelServer server)
    {
        _server = server;
        Address = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single() + "/");
        Endpoint = PodioEndpoint.Create(Address.AbsoluteUri).Match(
            Right: endpoint => endpoint,
            Left: error => throw new InvalidOperationException(error.Describe()));
    }

    /// <summary>The base address, such as <c>http://127.0.0.1:49152/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The base address as an endpoint, to be given to a transport.</summary>
    public PodioEndpoint Endpoint { get; }

    /// <summary>Serves an in-memory Podio. What happens to it in memory is seen by the next request, and the other way round.</summary>
    /// <remarks>
    /// <para>Armed faults happen to the connection itself (<see cref="Fault"/>). One that was accepted cannot be refused any more:
    /// <see cref="Fault.Refuse"/> resets it.</para>
    /// <para>Below <c>/_control</c> is a control plane for tests in other languages: JSON over HTTP to move the clock, revoke, arm a fault,
    /// add clients, users, apps and codes, and read the requests seen. It refuses whatever a web page could send. Each of its operations is
    /// a function of <see cref="InMemoryPodio"/> or <see cref="PodioState"/>.</para>
    /// <para>A browser that comes to <c>/</c> is shown what this is, and where its parts are. One that comes to <c>/oauth/authorize</c> is
    /// shown a page on which a person chooses a user, and allows or denies; unless
    /// <see cref="PodioState.WithConsent"/> said beforehand what the person does. Whoever does not accept HTML is sent back at once.</para>
    /// </remarks>
    /// <param name="podio">The Podio.</param>
    /// <param name="port">The port, from 1 to 65,535; 0 lets the system choose a free one.</param>
    /// <param name="log">Takes a line for each request that was answered: method, path and status, without query. Called by several
    /// threads at once; null for none.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentNullException"><paramref name="podio"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What is served is required, and tells the overloads apart.")]
    public static Task<LocalPodio> StartAsync(
        InMemoryPodio podio, int port = 0, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return StartAsync(
            new HandlerApplication(podio.Handle, podio.Time, new ControlPlane(podio), new AuthorizePage(podio), log),
            port,
            cancellationToken);
    }

    /// <summary>Serves whatever replies a function gives: one's own, or those of a Podio with some of them changed.</summary>
    /// <param name="handler">Gives the reply to a request. Called by several threads at once. If it throws or gives null, or its reply
    /// cannot be written, the client sees a 500 that names the exception's type.</param>
    /// <param name="port">The port, from 1 to 65,535; 0 lets the system choose a free one.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What is served is required, and tells the overloads apart.")]
    public static Task<LocalPodio> StartAsync(
        Func<ReceivedRequest, HttpReply> handler, int port = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return StartAsync(new HandlerApplication(request => Step(handler(request)), TimeProvider.System), port, cancellationToken);
    }

    /// <summary>Stops listening, lets requests in hand end, and cuts what is left. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        using var grace = new CancellationTokenSource(Grace);
        await _server.StopAsync(grace.Token).ConfigureAwait(false);
        _server.Dispose();
    }

    private static PodioStep Step(HttpReply? reply) => new(
        PodioState.Empty, reply ?? throw new InvalidOperationException("The handler gave null instead of a reply."));

    private static async Task<LocalPodio> StartAsync(HandlerApplication application, int port, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        cancellationToken.ThrowIfCancellationRequested();
        var server = Create(port);
        try
        {
            await server.StartAsync(application, cancellationToken).ConfigureAwait(false);
            return new LocalPodio(server);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    // The bare server rather than a host around it: a host would take Ctrl-C away from the program.
    private static KestrelServer Create(int port)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null; // BoundedBody counts, so that the 413 is ours.
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }
}
