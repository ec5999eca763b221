using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Xunit;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>What a client throws, and what becomes of it.</summary>
public sealed class FailureTests
{
    public static TheoryData<Face, int> Thrown => RepeatTests.Statuses([.. Enumerable.Range(0, Exceptions.Length)]);

    // What .NET throws where a real wire cannot be made to, and what handlers throw.
    private static readonly (Exception Exception, UnreachableReason Reason)[] Exceptions =
    [
        (new HttpRequestException(HttpRequestError.NameResolutionError), UnreachableReason.NameResolution),
        (new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.HostNotFound)), UnreachableReason.NameResolution),
        (new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.ConnectionRefused)), UnreachableReason.ConnectionRefused),
        (new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.NetworkUnreachable)), UnreachableReason.ConnectionFailed),
        (new HttpRequestException(HttpRequestError.ConnectionError), UnreachableReason.ConnectionFailed),
        (new HttpRequestException(HttpRequestError.ProxyTunnelError), UnreachableReason.ConnectionFailed),
        (new HttpRequestException(HttpRequestError.VersionNegotiationError), UnreachableReason.ConnectionFailed),
        (new HttpRequestException(HttpRequestError.SecureConnectionError, null, new IOException()), UnreachableReason.Tls),
        (new HttpRequestException(HttpRequestError.Unknown, null, new AuthenticationException()), UnreachableReason.Tls),
        (new HttpRequestException(HttpRequestError.Unknown, null, new IOException("", new SocketException((int)SocketError.ConnectionReset))), UnreachableReason.ConnectionLost),
        (new SocketException((int)SocketError.ConnectionAborted), UnreachableReason.ConnectionLost),
        (new HttpIOException(HttpRequestError.ResponseEnded), UnreachableReason.ConnectionLost),
        (new HttpRequestException(HttpRequestError.HttpProtocolError, null, new HttpProtocolException(2, "reset", null)), UnreachableReason.ConnectionLost),
        (new HttpIOException(HttpRequestError.InvalidResponse), UnreachableReason.InvalidResponse),
        (new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), UnreachableReason.InvalidResponse),
        (new TaskCanceledException(), UnreachableReason.Timeout),
        (new TaskCanceledException("", new TimeoutException()), UnreachableReason.Timeout),
        (new TimeoutException(), UnreachableReason.Timeout),
        (new HandlerException(new OperationCanceledException()), UnreachableReason.Timeout),
        (new HandlerException(null), UnreachableReason.Other),
        (new HttpRequestException("something new"), UnreachableReason.Other),
    ];

    [Theory]
    [MemberData(nameof(Thrown))]
    public async Task A_failure_is_a_value(Face face, int index)
    {
        var (exception, reason) = Exceptions[index];
        var outcome = await face.Over(new Stub(_ => throw exception)).SendAsync();
        outcome.AssertUnreachable(reason, mayHaveBeenProcessed: false);
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task A_wrong_program_stays_an_exception(Face face)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => face.Over(new Stub(_ => throw new InvalidOperationException())).SendAsync());
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => face.Over(new Stub(_ => new()))(null!, default));

        var client = new HttpClient(new Stub(_ => new HttpResponseMessage()));
        var transport = face.Over(client);
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.SendAsync());
    }

    [Fact]
    public void A_client_has_to_be_there()
    {
        Assert.Throws<ArgumentNullException>("client", () => HttpClientTransport.Create(null!));
        Assert.Throws<ArgumentNullException>("client", () => FlurlTransport.Create(null!));
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task Where_the_time_ran_out_and_the_caller_cancelled_it_is_the_callers_cancellation(Face face)
    {
        using var caller = new CancellationTokenSource();
        var transport = face.Over(
            new Stub(async (_, allowed) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(10), allowed).ContinueWith(_ => { }, TaskScheduler.Default); // Until the time has run out,
                await caller.CancelAsync(); // and then the caller cancels as well.
                throw new TaskCanceledException("", null, allowed);
            }),
            options: new TransportOptions { Timeout = TimeSpan.FromMilliseconds(1) });

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(caller.Token));

        Assert.Equal(caller.Token, cancelled.CancellationToken);
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task A_reply_that_is_whole_is_given_even_to_a_caller_who_cancelled(Face face)
    {
        using var caller = new CancellationTokenSource();
        var transport = face.Over(new Stub(async (message, _) =>
        {
            await caller.CancelAsync();
            return new HttpResponseMessage { RequestMessage = message, Content = new Whole() };
        }));

        (await transport.SendAsync(caller.Token)).AssertReply(200);
    }

    [Theory]
    [InlineData(Face.HttpClient, 100, 20_000)]
    [InlineData(Face.HttpClient, 20_000, 100)]
    [InlineData(Face.Flurl, 100, 20_000)]
    [InlineData(Face.Flurl, 20_000, 100)]
    public async Task The_shorter_time_counts(Face face, int client, int options)
    {
        var http = new HttpClient(new Stub(async (_, allowed) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(10), allowed);
            return new HttpResponseMessage();
        }))
        { Timeout = TimeSpan.FromMilliseconds(client) };
        var outcome = await face.Over(http, options: new TransportOptions { Timeout = TimeSpan.FromMilliseconds(options) }).SendAsync();
        outcome.AssertUnreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: false);
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task A_small_reply_that_swells_when_it_is_decompressed_is_given_up(Face face)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[4 * 1024 * 1024]);
        }

        await using var server = WireServer.Start((_, connection) =>
            connection.SendAsync(WireAnswers.Whole(200, packed.ToArray(), "Content-Encoding: gzip")));
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.All };

        var reply = (await face.Over(handler, server.Endpoint).SendAsync()).AssertReply(200);

        Assert.True(reply.IsBodyTooLarge);
        Assert.True(reply.Body.IsEmpty);
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task A_token_comes_through_whole(Face face)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(
            200, """{"access_token":"a1","token_type":"bearer","expires_in":28800,"refresh_token":"r1","ref":{"type":"user","id":7}}"""));

        var token = await face.Over(HttpClientTransport.CreateHandler(), server.Endpoint).RequestTokenAsync(Requests.Jane);

        token.Match(
            Right: token =>
            {
                Assert.Equal("a1", token.AccessToken.Reveal());
                Assert.Equal("r1", token.RefreshToken!.Reveal());
                Assert.Equal(TimeSpan.FromHours(8), token.Lifetime);
            },
            Left: error => Assert.Fail(error.Describe()));
        Assert.Equal(
            "grant_type=password&username=jane&password=jane-password&client_id=client&client_secret=client-secret",
            System.Text.Encoding.ASCII.GetString(Assert.Single(server.Requests).Body.Span));
    }

    private sealed class HandlerException(Exception? inner) : Exception("", inner);

    /// <summary>A body that is there already, whatever the token says.</summary>
    private sealed class Whole : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new There());

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private sealed class There : MemoryStream
        {
            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(0);
        }
    }
}
