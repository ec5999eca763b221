using System.Security.Authentication;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>What a client throws, and what becomes of it.</summary>
public sealed class FailureTests
{
    public static TheoryData<Face, int> Thrown => Faces.With([.. Enumerable.Range(0, Exceptions.Length)]);

    // What .NET throws where a real wire cannot be made to, and what handlers throw.
    private static readonly (Exception Exception, UnreachableReason Reason)[] Exceptions =
    [
        (Http(HttpRequestError.NameResolutionError), UnreachableReason.NameResolution),
        (Http(HttpRequestError.ConnectionError, Socket(SocketError.HostNotFound)), UnreachableReason.NameResolution),
        (Http(HttpRequestError.ConnectionError, Socket(SocketError.ConnectionRefused)), UnreachableReason.ConnectionRefused),
        (Http(HttpRequestError.ConnectionError, Socket(SocketError.NetworkUnreachable)), UnreachableReason.ConnectionFailed),
        (Socket(SocketError.TryAgain), UnreachableReason.NameResolution),
        (Socket(SocketError.NoData), UnreachableReason.NameResolution),
        (Socket(SocketError.HostUnreachable), UnreachableReason.ConnectionFailed),
        (Socket(SocketError.NetworkUnreachable), UnreachableReason.ConnectionFailed),
        (Socket(SocketError.NetworkDown), UnreachableReason.ConnectionFailed),
        (Socket(SocketError.TimedOut), UnreachableReason.ConnectionFailed),
        (Socket(SocketError.AddressNotAvailable), UnreachableReason.ConnectionFailed),
        (Socket(SocketError.Shutdown), UnreachableReason.ConnectionLost),
        (new IOException(), UnreachableReason.ConnectionLost),
        (Http(HttpRequestError.ConnectionError), UnreachableReason.ConnectionFailed),
        (Http(HttpRequestError.ProxyTunnelError), UnreachableReason.ConnectionFailed),
        (Http(HttpRequestError.VersionNegotiationError), UnreachableReason.ConnectionFailed),
        (Http(HttpRequestError.SecureConnectionError, new IOException()), UnreachableReason.Tls),
        (Http(HttpRequestError.Unknown, new AuthenticationException()), UnreachableReason.Tls),
        (Http(HttpRequestError.Unknown, new IOException("", Socket(SocketError.ConnectionReset))), UnreachableReason.ConnectionLost),
        (Socket(SocketError.ConnectionAborted), UnreachableReason.ConnectionLost),
        (Socket(SocketError.NotConnected), UnreachableReason.ConnectionLost),
        (new HttpIOException(HttpRequestError.ResponseEnded), UnreachableReason.ConnectionLost),
        (Http(HttpRequestError.HttpProtocolError, new HttpProtocolException(2, "reset", null)), UnreachableReason.ConnectionLost),
        (new HttpIOException(HttpRequestError.InvalidResponse), UnreachableReason.InvalidResponse),
        (Http(HttpRequestError.ConfigurationLimitExceeded), UnreachableReason.InvalidResponse),
        (new TaskCanceledException(), UnreachableReason.Timeout),
        (new TaskCanceledException("", new TimeoutException()), UnreachableReason.Timeout),
        (new TimeoutException(), UnreachableReason.Timeout),
        (new HandlerException(new OperationCanceledException()), UnreachableReason.Timeout),
        (new HandlerException(null), UnreachableReason.Other),
        (Http(HttpRequestError.Unknown), UnreachableReason.Other),
    ];

    [Theory, MemberData(nameof(Thrown))]
    public async Task A_failure_is_a_value(Face face, int index)
    {
        var (exception, reason) = Exceptions[index];
        var outcome = await face.Over(new Stub(_ => throw exception)).SendAsync();
        outcome.AssertUnreachable(reason, mayHaveBeenProcessed: false);
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_programming_error_stays_an_exception(Face face)
    {
        var wrong = face.Over(new Stub(_ => throw new InvalidOperationException()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => wrong.SendAsync());
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => wrong(null!, default));

        var client = new HttpClient(new Stub(_ => new HttpResponseMessage()));
        var transport = face.Over(client);
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.SendAsync());
    }

    [Fact]
    public void A_client_is_required()
    {
        Assert.Throws<ArgumentNullException>("client", () => HttpClientTransport.Create(null!));
        Assert.Throws<ArgumentNullException>("client", () => FlurlTransport.Create(null!));
    }

    private static HttpRequestException Http(HttpRequestError error, Exception? inner = null) => new(error, inner: inner);

    private static SocketException Socket(SocketError error) => new((int)error);

    private sealed class HandlerException(Exception? inner) : Exception("", inner);
}
