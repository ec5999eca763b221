using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PodioOAuth.Functional.Serving;

/// <summary>Answers one request by writing to the connection or breaking it.</summary>
/// <param name="request">The received request.</param>
/// <param name="connection">The connection to answer on.</param>
public delegate Task WireAnswer(WireRequest request, WireConnection connection);

/// <summary>A server on a loopback port chosen by the system. It keeps the exact bytes that it receives and answers with exact
/// bytes.</summary>
/// <remarks>Safe for concurrent use. Disposing it closes everything that it has open.</remarks>
public sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private readonly ConcurrentQueue<Task> _serving = new();
    private readonly Func<WireServer, WireConnection, Task> _serve;
    private readonly Task _accepting;

    private WireServer(Func<WireServer, WireConnection, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The server's endpoint, over plain http.</summary>
    public PodioEndpoint Endpoint => EndpointAt("http");

    /// <summary>The address of the server's root, over plain http.</summary>
    public Uri Address => Endpoint.Api;

    /// <summary>The received requests, in the order in which they were complete.</summary>
    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    /// <summary>The number of connections.</summary>
    public int Connections => _serving.Count;

    /// <summary>Starts a server that reads requests and answers each.</summary>
    /// <param name="answer">The answer, called for every request.</param>
    public static WireServer Start(WireAnswer answer) => new((server, connection) => server.ReadAndAnswerAsync(connection, answer));

    /// <summary>Starts a server that leaves each connection to a function, from its first byte.</summary>
    /// <param name="serve">Called once for each connection.</param>
    public static WireServer StartRaw(Func<WireConnection, Task> serve) => new((_, connection) => serve(connection));

    /// <summary>Returns the server's endpoint.</summary>
    /// <param name="scheme"><c>http</c> or <c>https</c>.</param>
    /// <param name="basePath">The path of the base address, starting with a slash.</param>
    /// <exception cref="ArgumentException">The parts don't form an address.</exception>
    public PodioEndpoint EndpointAt(string scheme, string basePath = "/") =>
        PodioEndpoint.Create(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{Port}{basePath}"))
            .Match(Right: endpoint => endpoint, Left: error => throw new ArgumentException(error.Describe()));

    /// <summary>Reads, keeps and returns a request, for raw servers; null if the client has disconnected.</summary>
    /// <param name="connection">The connection to read from.</param>
    /// <exception cref="FormatException">The request is malformed.</exception>
    public async Task<WireRequest?> ReceiveAsync(WireConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var request = await connection.ReadRequestAsync().ConfigureAwait(false);
        if (request is not null)
        {
            _requests.Enqueue(request);
        }

        return request;
    }

    /// <summary>Closes every connection and the server.</summary>
    /// <exception cref="FormatException">A client sent a malformed request.</exception>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        await Task.WhenAll(_serving).ConfigureAwait(false);
        _stop.Dispose();
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
                _serving.Enqueue(Task.Run(() => ServeAsync(socket)));
            }
        }
        catch (Exception exception) when (_stop.IsCancellationRequested && exception is (OperationCanceledException or SocketException))
        {
            // Disposed: a canceled accept appears as either.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new WireConnection(socket, _stop.Token);
        try
        {
            await _serve(this, connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException)
        {
            // The client disconnected or rejected the certificate, or the server is disposed: each is a normal end here.
        }
    }

    private async Task ReadAndAnswerAsync(WireConnection connection, WireAnswer answer)
    {
        while (!connection.IsOver && await ReceiveAsync(connection).ConfigureAwait(false) is { } request)
        {
            await answer(request, connection).ConfigureAwait(false);
        }
    }
}
