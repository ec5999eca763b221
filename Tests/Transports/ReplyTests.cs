namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Replies read to the end, or given up.</summary>
public sealed class ReplyTests
{
    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
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
        Assert.True(reply.AsMemory().IsEmpty);
    }

    [Theory]
    [InlineData(Face.HttpClient, "Content-Length: 3", "Content-Length: 2")]
    [InlineData(Face.HttpClient, "Content-Length: 2", "Content-Length: 3")]
    [InlineData(Face.HttpClient, "Content-Length: -2")]
    [InlineData(Face.HttpClient, "Content-Length: 2, 3")]
    [InlineData(Face.HttpClient, "Content-Length: ")]
    [InlineData(Face.Flurl, "Content-Length: 2", "Content-Length: 3")]
    [InlineData(Face.Flurl, "Content-Length: two")]
    public async Task A_length_in_doubt_makes_the_reply_invalid(Face face, params string[] lengths)
    {
        await using var server = WireServer.Start(WireAnswers.CloseAfter(WireAnswers.Head(200, lengths) + "{} "));
        (await face.Over(HttpClientTransport.CreateHandler(), server.Endpoint).SendAsync())
            .AssertUnreachable(UnreachableReason.InvalidResponse, mayHaveBeenProcessed: true);
    }

    [Theory]
    [InlineData(Face.HttpClient, "Content-Length: 2", "Content-Length: 2")]
    [InlineData(Face.HttpClient, "Content-Length: 02")]
    [InlineData(Face.Flurl, "Content-Length: 2", "Content-Length: 2")]
    public async Task A_length_stated_twice_is_still_one_length(Face face, params string[] lengths)
    {
        await using var server = WireServer.Start(WireAnswers.CloseAfter(WireAnswers.Head(200, lengths) + "{}"));
        var reply = (await face.Over(HttpClientTransport.CreateHandler(), server.Endpoint).SendAsync()).AssertReply(200);
        Assert.Equal("{}"u8.ToArray(), reply.AsMemory().ToArray());
    }

    [Theory]
    [InlineData(Face.HttpClient, "many"), InlineData(Face.HttpClient, "1"), InlineData(Face.HttpClient, "3")]
    [InlineData(Face.Flurl, "many"), InlineData(Face.Flurl, "1"), InlineData(Face.Flurl, "3")]
    public async Task Chunks_outrank_any_length(Face face, string length)
    {
        await using var server = WireServer.Start(WireAnswers.CloseAfter(
            WireAnswers.Head(200, $"Content-Length: {length}", "Transfer-Encoding: chunked") + "2\r\n{}\r\n0\r\n\r\n"));
        var reply = (await face.Over(HttpClientTransport.CreateHandler(), server.Endpoint).SendAsync()).AssertReply(200);
        Assert.Equal("{}"u8.ToArray(), reply.AsMemory().ToArray());
    }

    [Theory]
    [InlineData(Face.HttpClient, "Content-Length: 2"), InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl, "Content-Length: 2"), InlineData(Face.Flurl)]
    public async Task A_handler_that_looks_at_the_body_first_leaves_it_whole(Face face, params string[] lengths)
    {
        await using var server = WireServer.Start(WireAnswers.CloseAfter(WireAnswers.Head(200, lengths) + "{}"));
        var looking = new Rewinding();
        var outcome = await face.Over(looking.Above(HttpClientTransport.CreateHandler()), server.Endpoint).SendAsync();
        Assert.Equal("{}"u8.ToArray(), outcome.AssertReply(200).ToBytes());
        Assert.Equal("{}", looking.Seen);
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_token_arrives_complete(Face face)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(
            200, """{"access_token":"a1","token_type":"bearer","expires_in":28800,"refresh_token":"r1","ref":{"type":"user","id":7}}"""));

        var token = (await face.Over(HttpClientTransport.CreateHandler(), server.Endpoint).RequestTokenAsync(Requests.Jane)).Right();

        Assert.Equal(new Token("a1", "bearer", TimeSpan.FromHours(8), "r1", TokenReference.User(7), Scope: null), token);
        Assert.Equal(
            "grant_type=password&username=jane&password=jane-password&client_id=client&client_secret=client-secret",
            Encoding.ASCII.GetString(Assert.Single(server.Requests).Body.Span));
    }
}
