using System.Collections.Concurrent;

namespace PodioOAuth.Functional.InMemory.Tests.Server;

/// <summary>No more than a mebibyte of a body is ever held.</summary>
public sealed class LargeBodyTests : IDisposable
{
    private const int Mebibyte = 1024 * 1024;

    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_body_of_a_mebibyte_passes(bool isChunked)
    {
        await using var server = await StartAsync();
        using var reply = await PostAsync(server, Mebibyte, isChunked);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(Mebibyte, Assert.Single(_received).AsMemory().Length);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_larger_body_gets_the_gateways_page_and_never_reaches_the_function(bool isChunked)
    {
        await using var server = await StartAsync();
        using var reply = await PostAsync(server, Mebibyte + 1, isChunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        Assert.Equal("text/html", reply.Content.Headers.ContentType?.ToString());
        Assert.True(reply.Headers.ConnectionClose);
        Assert.Contains("<h1>413 Request Entity Too Large</h1>", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(_received);
        using var next = await PostAsync(server, 1, isChunked);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task An_endless_body_is_answered_while_it_still_arrives()
    {
        await using var server = await StartAsync();
        var reply = await PlainSocket.TalkAsync(
            server,
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
            string.Concat(Enumerable.Repeat($"10000\r\n{new string('a', 0x10000)}\r\n", 17))); // 17 × 64 KiB, and no end.
        Assert.StartsWith("HTTP/1.1 413 ", reply, StringComparison.Ordinal);
        Assert.Empty(_received);
    }

    private Task<LocalPodio> StartAsync() => LocalPodio.StartAsync(request =>
    {
        _received.Enqueue(request);
        return new HttpReply(200, null, default);
    });

    private async Task<HttpResponseMessage> PostAsync(LocalPodio server, int length, bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address) { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.TransferEncodingChunked = isChunked;
        return await _client.SendAsync(request);
    }
}
