namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>What a handed-in client can do between the request and the body: go elsewhere first, or fail to unpack what came.</summary>
public sealed class DivertedTests
{
    private static readonly FormRequest Long = TokenRequest
        .Encode(new TokenRequest(new ClientCredentials("client", "client-secret"), Grant.AuthorizationCode(new string('c', 4096)))).Right();

    public static TheoryData<Face, string> Codings => Faces.Each("gzip", "deflate", "br");

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_body_that_waits_for_a_100_is_not_sent_to_the_target_of_a_redirect(Face face)
    {
        var received = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var other = WireServer.StartRaw(async connection =>
        {
            await connection.SkipAsync(); // The header.
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
            received.SetResult(await NextBytesAsync(connection));
        });
        await using var server = WireServer.StartRaw(async connection =>
        {
            await connection.SendAsync(WireAnswers.Head(307, $"Location: {other.Address}oauth/token", "Content-Length: 0"));
            await connection.SkipAsync();
        });
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan });
        client.DefaultRequestHeaders.ExpectContinue = true;

        var outcome = await face.Over(client, server.Endpoint)(Long, CancellationToken.None);

        outcome.AssertUnreachable(UnreachableReason.Redirected, mayHaveBeenProcessed: false);
        Assert.Equal(0, await received.Task);
    }

    [Theory, MemberData(nameof(Codings))]
    public async Task A_body_that_cannot_be_unpacked_is_an_error_value(Face face, string coding)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(200, "not compressed!!", $"Content-Encoding: {coding}"));
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });

        var outcome = await face.Over(client, server.Endpoint).SendAsync();

        outcome.AssertUnreachable(UnreachableReason.InvalidResponse, mayHaveBeenProcessed: true);
    }

    // .NET takes the cut for the end of the body and does not say so. The JSON is not whole then, which parsing sees.
    [Theory, MemberData(nameof(Codings))]
    public async Task A_truncated_compressed_body_is_not_a_token(Face face, string coding)
    {
        var packed = Pack(coding, """{"access_token":"a1b2c3d4e5f6","token_type":"bearer","refresh_token":"r1s2t3u4"}""");
        await using var server = WireServer.Start((_, connection) => connection.SendAsync(
            WireAnswers.Whole(200, packed.AsMemory(0, packed.Length / 2), $"Content-Encoding: {coding}")));
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });

        var token = await face.Over(client, server.Endpoint).RequestTokenAsync(Requests.Jane);

        Assert.IsType<AmbiguousAdvice>(token.Left().RetryAdvice(Requests.Jane.Grant));
    }

    [Theory, MemberData(nameof(Faces.With), new[] { 204, 304 }, MemberType = typeof(Faces))]
    public async Task A_status_without_a_body_is_a_reply_whatever_length_it_states(Face face, int status)
    {
        await using var server = WireServer.Start(WireAnswers.Bytes($"HTTP/1.1 {status} X\r\nContent-Length: 5\r\n\r\n"));
        (await face.Over(HttpClientTransport.CreateHandler(), server.Endpoint).SendAsync()).AssertReply(status);
    }

    // As many as come at once; none if the client closes or resets the connection.
    private static async Task<int> NextBytesAsync(WireConnection connection)
    {
        try
        {
            return await connection.SkipAsync();
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static byte[] Pack(string coding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream packing = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            _ => new BrotliStream(packed, CompressionLevel.Optimal),
        })
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
