using System.Collections.Concurrent;

namespace PodioOAuth.Functional.InMemory.Tests.Server;

/// <summary>A server over any function: what the function is given, and how its reply is written.</summary>
public sealed class HandlerTests : IDisposable
{
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task The_function_gets_method_path_headers_and_bytes()
    {
        await using var server = await StartAsync(new HttpReply(200, null, default));
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(server.Address, "a/b%20c?d=e"))
        {
            Content = new ByteArrayContent([0, 255, 1]) { Headers = { { "Content-Type", "x/y; z=1" } } },
            Headers = { { "Authorization", "OAuth2 hunter2" } },
        };
        (await _client.SendAsync(request)).Dispose();
        Assert.Equal(
            new ReceivedRequest("PUT", "/a/b c", "x/y; z=1", "OAuth2 hunter2", new byte[] { 0, 255, 1 }) { Query = "d=e" },
            Assert.Single(_received));
    }

    [Fact]
    public async Task Parts_that_were_not_sent_are_null_or_empty()
    {
        await using var server = await StartAsync(new HttpReply(200, null, default));
        (await _client.GetAsync(server.Address)).Dispose();
        Assert.Equal(new ReceivedRequest("GET", "/", null, null, default), Assert.Single(_received));
    }

    [Fact]
    public async Task Status_headers_and_body_are_those_of_the_reply()
    {
        await using var server = await StartAsync(new HttpReply(420, "application/x", "body"u8.ToArray())
        {
            RetryAfter = ["300", "Tue, 11 Aug 2026 09:20:00 GMT"],
            Date = "Tue, 11 Aug 2026 09:15:00 GMT",
            RequestId = "abcd1234",
            WwwAuthenticate = "Bearer realm=\"podio\", error=\"expired_token\"",
            RateLimitLimit = "5000",
            RateLimitRemaining = "4832",
        });
        Assert.Equal(
            """
            HTTP/1.1 420 Enhance Your Calm
            Connection: close
            Content-Length: 4
            Content-Type: application/x
            Date: Tue, 11 Aug 2026 09:15:00 GMT
            Retry-After: 300
            Retry-After: Tue, 11 Aug 2026 09:20:00 GMT
            WWW-Authenticate: Bearer realm="podio", error="expired_token"
            X-Podio-Request-Id: abcd1234
            X-Rate-Limit-Limit: 5000
            X-Rate-Limit-Remaining: 4832

            body
            """,
            Sorted(await PlainSocket.TalkAsync(server, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")));
    }

    [Theory, InlineData(200), InlineData(204), InlineData(304), InlineData(503)]
    public async Task A_reply_without_a_body_has_none(int status)
    {
        await using var server = await StartAsync(new HttpReply(status, null, default));
        using var reply = await _client.GetAsync(server.Address);
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Empty(await reply.Content.ReadAsByteArrayAsync());
        Assert.Null(reply.Content.Headers.ContentType);
    }

    [Fact]
    public async Task A_function_that_throws_is_detected_but_its_message_is_not_shown()
    {
        await using var server = await LocalPodio.StartAsync(_ => throw new NotSupportedException("hunter2"));
        using var reply = await _client.GetAsync(server.Address);
        Assert.Equal(HttpStatusCode.InternalServerError, reply.StatusCode);
        Assert.Equal("The handler of LocalPodio failed: System.NotSupportedException\n", await reply.Content.ReadAsStringAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_function_that_returns_an_unwritable_reply_is_detected(bool givesNull)
    {
        var unwritable = new HttpReply(420, "a/b", "body"u8.ToArray()) { RequestId = "a\r\nSet-Cookie: b" };
        await using var server = await LocalPodio.StartAsync(_ => givesNull ? null! : unwritable);
        using var reply = await _client.GetAsync(server.Address);
        Assert.Equal(HttpStatusCode.InternalServerError, reply.StatusCode);
        Assert.Equal("Internal Server Error", reply.ReasonPhrase);
        Assert.Equal("The handler of LocalPodio failed: System.InvalidOperationException\n", await reply.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(101, false)]
    [InlineData(600, false)]
    [InlineData(204, true)]
    [InlineData(304, true)]
    public async Task A_status_that_is_not_final_and_a_forbidden_body_are_detected(int status, bool hasBody)
    {
        await using var server = await StartAsync(new HttpReply(status, null, hasBody ? "body"u8.ToArray() : default));
        using var reply = await _client.GetAsync(server.Address);
        Assert.Equal(HttpStatusCode.InternalServerError, reply.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.1:1", true)]
    [InlineData("LocalHost", true)]
    [InlineData("[::1]:80", true)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.nip.io", false)]
    [InlineData("", false)]
    public async Task A_server_answers_to_a_loopback_host_only(string host, bool answers)
    {
        await using var server = await StartAsync(new HttpReply(200, null, default));
        var reply = await PlainSocket.TalkAsync(server, $"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith(answers ? "HTTP/1.1 200 " : "HTTP/1.1 421 ", reply, StringComparison.Ordinal);
        Assert.Equal(answers ? 1 : 0, _received.Count);
    }

    [Fact]
    public async Task A_redirect_goes_where_the_reply_says()
    {
        await using var server = await StartAsync(new HttpReply(302, null, default) { Location = "https://app.example.com/?code=1#a" });
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        using var reply = await client.GetAsync(server.Address);
        Assert.Equal("https://app.example.com/?code=1#a", reply.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Two_clients_are_served_at_once()
    {
        using var both = new CountdownEvent(2);
        await using var server = await LocalPodio.StartAsync(_ =>
        {
            both.Signal();
            return new HttpReply(both.Wait(TimeSpan.FromSeconds(20)) ? 200 : 500, null, default);
        });
        var replies = await Task.WhenAll(_client.GetAsync(server.Address), _client.GetAsync(server.Address));
        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.StatusCode));
    }

    private Task<LocalPodio> StartAsync(HttpReply reply) => LocalPodio.StartAsync(request =>
    {
        _received.Enqueue(request);
        return reply;
    });

    /// <summary>The reply with its headers in the order of the alphabet: theirs on the wire means nothing.</summary>
    private static string Sorted(string reply)
    {
        var (head, body) = reply.Split("\r\n\r\n") is [var first, var second] ? (first, second) : throw new FormatException(reply);
        var lines = head.Split("\r\n");
        return string.Join('\n', [lines[0], .. lines[1..].Order(StringComparer.Ordinal), "", body]);
    }
}
