using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>The server's end of one connection: writes exact bytes, and closes or resets it on request.</summary>
/// <remarks>Not safe for concurrent use. After the client has disconnected, writing throws <see cref="IOException"/>, which
/// <see cref="WireServer"/> expects.</remarks>
public sealed class WireConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationToken _stop;
    private Stream _stream;
    private BufferedStream _reader;

    internal WireConnection(Socket socket, CancellationToken stop)
    {
        socket.NoDelay = true;
        (_socket, _stop, _stream) = (socket, stop, new NetworkStream(socket, ownsSocket: true));
        _reader = new BufferedStream(_stream); // Only for reading.
    }

    /// <summary>Whether the server has closed the connection, so that no more requests can arrive.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Writes bytes.</summary>
    /// <param name="bytes">The exact bytes.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes, _stop).ConfigureAwait(false);

    /// <summary>Writes text, one character per byte.</summary>
    /// <param name="text">Characters up to U+00FF.</param>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Closes the connection gracefully: what was sent arrives, then the end.</summary>
    public void Close()
    {
        IsOver = true;
        _stream.Dispose();
    }

    /// <summary>Resets the connection.</summary>
    public void Reset()
    {
        IsOver = true;
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose(); // Not the stream, which would close gracefully first.
    }

    /// <summary>Waits until the client closes the connection. What the client still sends is discarded.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <returns>Whether the client disconnected in time.</returns>
    public async Task<bool> PeerLeavesAsync(TimeSpan patience)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        limit.CancelAfter(patience);
        var buffer = new byte[1024];
        try
        {
            while (await _stream.ReadAsync(buffer, limit.Token).ConfigureAwait(false) > 0)
            {
            }

            return true;
        }
        catch (IOException)
        {
            return true; // A reset counts too.
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Starts TLS.</summary>
    /// <param name="certificate">The server's certificate, with its key.</param>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The client rejected the certificate.</exception>
    public async Task StartTlsAsync(X509Certificate2 certificate)
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        var options = new SslServerAuthenticationOptions { ServerCertificate = certificate };
        await tls.AuthenticateAsServerAsync(options, _stop).ConfigureAwait(false);
        _reader = new BufferedStream(tls);
    }

    /// <summary>Waits until something arrives, and discards it: unread data turns the close of a connection into a reset.</summary>
    /// <returns>The number of bytes, at most 16 KiB; zero if the client has closed the connection.</returns>
    public async Task<int> SkipAsync()
    {
        var buffer = new byte[16 * 1024];
        return await _stream.ReadAsync(buffer, _stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    /// <summary>Reads the next request; null if the client has closed the connection.</summary>
    internal Task<WireRequest?> ReadRequestAsync() => RequestReader.ReadAsync(_reader, _stop);
}
