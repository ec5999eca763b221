using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>The handler reads the beginning of a 401, 420 or 429; the caller reads all of it, byte for byte, headers included.</summary>
public sealed class ReplyBodyTests
{
    private static readonly int[] Lengths = [0, 1, 65_535, 65_536, 65_537, 300_000];

    private static readonly Func<HttpContent, Task<byte[]>>[] Readers =
    [
        content => content.ReadAsByteArrayAsync(),
        async content => System.Text.Encoding.Latin1.GetBytes(await content.ReadAsStringAsync()),
        content => CopiedAsync(copy => content.CopyToAsync(copy)),
        content => CopiedAsync(copy => Task.Run(() => content.ReadAsStream().CopyTo(copy))),
    ];

    [Property(MaxTest = 40)]
    public Property The_caller_reads_every_byte_in_pieces_of_any_size() => Prop.ForAll(
        (from length in Gen.OneOf(Gen.Elements(Lengths), Gen.Choose(0, 2000))
         from status in Gen.Elements(401, 420, 429)
         from isChunked in Gen.Elements(false, true)
         from piece in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(1000, 100_000))
         select (Length: length, Status: status, IsChunked: isChunked, Piece: piece)).ToArbitrary(),
        it => ReadAsync(it.Length, it.Status, it.IsChunked, it.Piece).GetAwaiter().GetResult().Label($"{it}"));

    [Theory, InlineData(10), InlineData(100_000)]
    public async Task All_ways_of_reading_give_the_whole_body(int length)
    {
        var body = BodyOf(length);
        await using var server = Server(WireAnswers.Whole(401, body, "Content-Type: text/plain; charset=latin1"));
        foreach (var read in Readers)
        {
            using var response = await GetAsync(server);
            Assert.Equal(body, await read(response.Content));
        }
    }

    [Fact]
    public async Task Headers_are_returned_as_received()
    {
        await using var server = Server(WireAnswers.Whole(
            401,
            "{}"u8.ToArray(),
            "Content-Type: application/json; charset=utf-8",
            "Content-Language: da, en",
            "Content-Disposition: (no such thing)",
            "WWW-Authenticate: Bearer realm=\"podio\", error=\"invalid_request\"",
            "X-Podio-Request-Id: ab12cd34"));
        using var response = await GetAsync(server);
        using var plain = new HttpClient();
        using var untouched = await plain.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(
            (untouched.StatusCode, untouched.ReasonPhrase, untouched.Version),
            (response.StatusCode, response.ReasonPhrase, response.Version));
        Assert.Equal(untouched.Headers.ToString(), response.Headers.ToString());
        Assert.Equal(untouched.Content.Headers.ContentLength, response.Content.Headers.ContentLength);
        Assert.Equal(untouched.Content.Headers.ToString(), response.Content.Headers.ToString());
    }

    [Fact]
    public async Task A_length_that_only_the_content_knows_stays_known()
    {
        var bench = new TokenBench().Over(() => Answers.Of(HttpStatusCode.Unauthorized, "{}"));
        using var response = await bench.Client.GetAsync(TokenBench.Item, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(2, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task The_connection_is_free_again_once_the_caller_has_read_all()
    {
        await using var server = Server(WireAnswers.Whole(401, BodyOf(200_000)));
        using var client = Client(server);
        for (var i = 0; i < 3; i++)
        {
            using var response = await client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(200_000, (await response.Content.ReadAsByteArrayAsync()).Length);
        }

        Assert.Equal(1, server.Connections);
    }

    private static async Task<bool> ReadAsync(int length, int status, bool isChunked, int piece)
    {
        var body = BodyOf(length);
        await using var server = isChunked ? Chunking(status, body) : Server(WireAnswers.Whole(status, body));
        using var response = await GetAsync(server);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[piece];
        var got = await CopiedAsync(async copy =>
        {
            while (await stream.ReadAsync(buffer) is > 0 and var read)
            {
                copy.Write(buffer, 0, read);
            }
        });
        return (int)response.StatusCode == status && got.AsSpan().SequenceEqual(body);
    }

    private static WireServer Server(ReadOnlyMemory<byte> reply) => WireServer.Start((_, connection) => connection.SendAsync(reply));

    private static WireServer Chunking(int status, byte[] body) => WireServer.Start(async (_, connection) =>
    {
        await connection.SendAsync(WireAnswers.Head(status, "Transfer-Encoding: chunked"));
        foreach (var chunk in body.Chunk(Math.Max(1, body.Length / 3)))
        {
            await connection.SendAsync(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n"));
            await connection.SendAsync(chunk);
            await connection.SendAsync("\r\n");
        }

        await connection.SendAsync("0\r\n\r\n");
    });

    private static HttpClient Client(WireServer server) =>
        new TokenBench().ClientOver(new SocketsHttpHandler(), options => options.AllowedOrigins.Add(server.Address));

    private static Task<HttpResponseMessage> GetAsync(WireServer server) =>
        Client(server).GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);

    private static async Task<byte[]> CopiedAsync(Func<Stream, Task> copy)
    {
        using var copied = new MemoryStream();
        await copy(copied);
        return copied.ToArray();
    }

    private static byte[] BodyOf(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 31) + (i >> 8)))];
}
