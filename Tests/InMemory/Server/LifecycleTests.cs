using System.Collections.Concurrent;
using System.Net.Sockets;

namespace PodioOAuth.Functional.InMemory.Tests.Server;

/// <summary>Starting on a port of loopback, and stopping gracefully but surely.</summary>
public sealed class LifecycleTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2); // Only what hangs takes so long, even on a busy machine.

    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_local_Podio_listens_on_a_free_port_of_loopback_alone()
    {
        await using var server = await LocalPodio.StartAsync(new TestPodio().Podio);
        Assert.Equal("127.0.0.1", server.Address.Host);
        Assert.Equal("http", server.Address.Scheme);
        Assert.Equal("/", server.Address.AbsolutePath);
        Assert.Equal(server.Address, server.Endpoint.Api);
        Assert.True(await IsListening(IPAddress.Loopback, server.Address.Port));
        Assert.False(await IsListening(IPAddress.Parse("127.0.0.2"), server.Address.Port)); // It would, on "any address".
        Assert.False(await IsListening(IPAddress.IPv6Loopback, server.Address.Port));
    }

    [Fact]
    public async Task A_port_may_be_chosen_and_is_free_again_afterwards()
    {
        int port;
        await using (var first = await LocalPodio.StartAsync(new TestPodio().Podio))
        {
            port = first.Address.Port;
            await Assert.ThrowsAnyAsync<IOException>(() => LocalPodio.StartAsync(new TestPodio().Podio, port));
        }

        await using var second = await LocalPodio.StartAsync(new TestPodio().Podio, port);
        Assert.Equal(port, second.Address.Port);
    }

    [Theory, InlineData(-1), InlineData(65536)]
    public async Task A_port_out_of_range_is_refused(int port) => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        nameof(port), () => LocalPodio.StartAsync(new TestPodio().Podio, port));

    [Fact]
    public async Task Starting_requires_a_Podio_or_a_handler()
    {
        await Assert.ThrowsAsync<ArgumentNullException>("podio", () => LocalPodio.StartAsync((InMemoryPodio)null!));
        await Assert.ThrowsAsync<ArgumentNullException>("handler", () => LocalPodio.StartAsync((Func<ReceivedRequest, HttpReply>)null!));
    }

    [Fact]
    public async Task A_cancelled_start_is_an_exception() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => LocalPodio.StartAsync(new TestPodio().Podio, cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public async Task After_disposal_connections_are_refused_and_a_second_disposal_does_nothing()
    {
        var server = await LocalPodio.StartAsync(new TestPodio().Podio);
        using var reply = await _client.GetAsync(server.Address); // A connection that is kept alive does not hold it up.
        await server.DisposeAsync();
        await server.DisposeAsync();
        Assert.False(await IsListening(IPAddress.Loopback, server.Address.Port));
    }

    [Fact]
    public async Task A_request_in_progress_is_answered_before_disposal_completes()
    {
        using var arrived = new SemaphoreSlim(0);
        using var mayReply = new SemaphoreSlim(0);
        var server = await LocalPodio.StartAsync(_ =>
        {
            arrived.Release();
            mayReply.Wait();
            return new HttpReply(200, "text/plain", "done"u8.ToArray());
        });
        server.Grace = Soon;
        var asking = _client.GetStringAsync(server.Address);
        await arrived.WaitAsync();
        var disposing = server.DisposeAsync().AsTask();
        mayReply.Release();
        Assert.Equal("done", await asking.WaitAsync(Soon));
        await disposing.WaitAsync(Soon);
    }

    [Fact]
    public async Task A_handler_that_never_completes_is_not_awaited()
    {
        using var arrived = new SemaphoreSlim(0);
        using var never = new SemaphoreSlim(0);
        var server = await LocalPodio.StartAsync(_ =>
        {
            arrived.Release();
            never.Wait();
            return new HttpReply(200, null, default);
        });
        var asking = _client.GetAsync(server.Address);
        await arrived.WaitAsync();
        await server.DisposeAsync().AsTask().WaitAsync(Soon);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => asking.WaitAsync(Soon));
        never.Release();
    }

    private static async Task<bool> IsListening(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [Fact]
    public async Task A_log_has_a_line_for_each_reply_and_no_query()
    {
        ConcurrentQueue<string> lines = [];
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
        await using (var server = await LocalPodio.StartAsync(podio, log: lines.Enqueue))
        {
            using var client = new HttpClient();
            using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/?code=made-up"));
            page.Headers.Add("Accept", "text/html");
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(page)).StatusCode);
            using var body = new StringContent("");
            await client.PostAsync(new Uri(server.Address, "oauth/token?code=made-up"), body);
            await client.GetAsync(new Uri(server.Address, "_control/clock?code=made-up"));
            await client.GetAsync(new Uri(server.Address, "a%0Ab%1B"));
        }

        string[] expected = ["GET / 200", "GET /_control/clock 200", "GET /a%0Ab%1B 404", "POST /oauth/token 400"];
        Assert.Equal(expected, lines.Order(StringComparer.Ordinal));
    }
}
