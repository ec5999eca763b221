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

/// <summary>An in-memory Podio on a port of 127.0.0.1, for clients in any language. It isn't Podio.</summary>
/// <remarks>
/// <para>Plain HTTP/1.1. It accepts only a <c>Host</c> of 127.0.0.1, [::1] or localhost, so that no name that a web page chose leads to it.
/// It writes no log other than the one you pass, and reads no configuration, environment variable or signal: your program handles
/// Ctrl-C.</para>
/// <para>A body of more than 1 MiB gets a gateway's 413, without a call to the handler. Disposal is graceful and bounded: current requests
/// get one second to complete, then their connections are cut.</para>
/// </remarks>
/// <example>
/// <code>
/// await using var server = await LocalPodio.StartAsync(new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)));
/// var transport = HttpClientTransport.Create(httpClient, server.Endpoint);
/// </code>
/// </example>
public sealed class LocalPodio : IAsyncDisposable
{
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

    /// <summary>The base address as an endpoint, for a transport.</summary>
    public PodioEndpoint Endpoint { get; }

    /// <summary>How long current requests may take to complete after disposal has begun. A test may need more on a busy machine.</summary>
    internal TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Starts a server for an in-memory Podio. Changes made in memory and over the wire see each other.</summary>
    /// <remarks>
    /// <para>Armed faults affect the connection itself (<see cref="Fault"/>). An accepted connection can no longer be refused:
    /// <see cref="Fault.Refuse"/> resets it.</para>
    /// <para>Below <c>/_control</c> is a control plane for tests in other languages: JSON over HTTP to move the clock, revoke, arm a fault,
    /// add clients, users, apps and codes, and read the received requests. It rejects whatever a web page could send. Each of its
    /// operations is a method of <see cref="InMemoryPodio"/> or <see cref="PodioState"/>.</para>
    /// <para>A browser that opens <c>/</c> gets a page that says what this is and where its parts are. One that opens
    /// <c>/oauth/authorize</c> gets a page on which a person chooses a user and allows or denies access, unless
    /// <see cref="PodioState.WithConsent"/> has set the decision. A client that doesn't accept HTML is sent back at once.</para>
    /// </remarks>
    /// <param name="podio">The Podio.</param>
    /// <param name="port">The port, from 1 to 65,535; 0 for a free port chosen by the system.</param>
    /// <param name="log">Receives a line for each completed request: method, path and status, without query. Called from several threads at
    /// once; null for none.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What is served is required, and distinguishes the overloads.")]
    public static Task<LocalPodio> StartAsync(
        InMemoryPodio podio, int port = 0, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return StartAsync(
            new HandlerApplication(podio.Handle, podio.Time, new ControlPlane(podio), new AuthorizePage(podio), log),
            port,
            cancellationToken);
    }

    /// <summary>Starts a server for whatever replies a function returns: your own, or those of a Podio with some of them changed.</summary>
    /// <param name="handler">Returns the reply to a request. Called from several threads at once. If it throws or returns null, or its
    /// reply can't be written, the client gets a 500 that names the exception's type.</param>
    /// <param name="port">The port, from 1 to 65,535; 0 for a free port chosen by the system.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "What is served is required, and distinguishes the overloads.")]
    public static Task<LocalPodio> StartAsync(
        Func<ReceivedRequest, HttpReply> handler, int port = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return StartAsync(new HandlerApplication(request => Step(handler(request)), TimeProvider.System), port, cancellationToken);
    }

    /// <summary>Stops listening, lets current requests complete, and cuts the rest. A second call does nothing.</summary>
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
        PodioState.Empty, reply ?? throw new InvalidOperationException("The handler returned null instead of a reply."));

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

    // The bare server rather than a host around it, which would handle Ctrl-C instead of the program.
    private static KestrelServer Create(int port)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null; // BoundedBody counts, so that the 413 is ours.
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }
}
