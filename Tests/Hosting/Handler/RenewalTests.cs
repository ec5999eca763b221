using System.Net;

namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>A 401 that says that the token is no good: renewed once, sent once more, never in a loop (PODIO 4.12 to 4.14).</summary>
public sealed class RenewalTests
{
    private static readonly Uri Item = new("https://api.podio.com/item/1");

    private readonly TokenBench _bench = new();

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_call_sent_once_more()
    {
        var old = await _bench.TokenAsync();
        var stub = StubHandler.RefusingFirst(1);
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(Item);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, _bench.Exchanges);
        Assert.Equal([$"OAuth2 {old}", $"OAuth2 {await _bench.TokenAsync()}"], stub.Requests.Select(request => request.Authorization));
        Assert.NotEqual(old, await _bench.TokenAsync());
    }

    [Fact]
    public async Task A_token_that_is_refused_again_is_the_answer()
    {
        var stub = StubHandler.Always(Answers.Expired);
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(Item);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(Answers.ExpiredBody, await response.Content.ReadAsStringAsync());
        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task And_no_storm_follows()
    {
        var stub = StubHandler.Always(Answers.Expired);
        using var client = _bench.Client(stub);
        using (await client.GetAsync(Item))
        {
        }

        for (var i = 0; i < 100; i++)
        {
            var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
            Assert.IsType<CoolingDownError>(exception.Error);
        }

        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal(2, _bench.Exchanges);
        _bench.Clock.Advance(RenewalPolicy.Default.RejectionCoolDown);
        await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
        Assert.Equal((3, 3), (stub.Requests.Count, _bench.Exchanges)); // Tried again: renewed, refused at once, and held down.
    }

    [Theory]
    [InlineData(401, """{"error":"unauthorized","error_description":"invalid_request"}""")]
    [InlineData(401, "")]
    [InlineData(403, """{"error":"forbidden","error_description":"expired_token"}""")]
    [InlineData(400, """{"error":"invalid_token"}""")]
    [InlineData(404, """{"error":"not_found"}""")]
    [InlineData(500, """{"error":"unauthorized","error_description":"expired_token"}""")]
    public async Task Any_other_reply_is_the_answer(int status, string body)
    {
        var stub = StubHandler.Always(() => Answers.Of((HttpStatusCode)status, body));
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(Item);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Single(stub.Requests);
        Assert.Equal(1, _bench.Exchanges);
        Assert.NotEmpty(await _bench.TokenAsync());
        Assert.Equal(1, _bench.Exchanges); // The token is as good as before.
    }

    [Fact]
    public async Task A_token_that_is_not_the_current_one_any_more_is_not_renewed()
    {
        var old = await _bench.TokenAsync();
        var stub = new StubHandler((_, number) =>
        {
            if (number > 1)
            {
                return Answers.Ok();
            }

            _bench.Source.ReportRejected(new Secret(old)); // Another call has learned of it, and has a new one already.
            Assert.NotEqual(old, _bench.TokenAsync().GetAwaiter().GetResult());
            return Answers.Expired();
        });
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(Item);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, _bench.Exchanges);
        Assert.Equal($"OAuth2 {await _bench.TokenAsync()}", stub.Requests[1].Authorization);
    }

    [Fact]
    public async Task The_source_is_chosen_once_a_call()
    {
        var chosen = 0;
        using var client = new HttpClient(new PodioTokenHandler(_ =>
        {
            chosen++;
            return _bench.Source;
        })
        {
            InnerHandler = StubHandler.RefusingFirst(1),
        });
        using var response = await client.GetAsync(Item);
        Assert.Equal(1, chosen);
    }

    [Fact]
    public async Task The_first_reply_is_disposed_and_its_connection_with_it()
    {
        var content = new WatchedContent(Answers.ExpiredBody);
        var stub = new StubHandler((_, number) => number == 1
            ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = content }
            : Answers.Ok());
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(Item);
        Assert.True(content.IsDisposed);
    }

    [Fact]
    public async Task A_refusal_that_is_cut_short_is_a_failed_call_and_leaves_no_connection_behind()
    {
        var content = new WatchedContent(Answers.ExpiredBody[..10]) { IsCut = true };
        var stub = StubHandler.Always(() => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = content });
        using var client = _bench.Client(stub);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Item, HttpCompletionOption.ResponseHeadersRead));
        Assert.True(content.IsDisposed);
    }

    private sealed class WatchedContent(string text) : HttpContent
    {
        internal bool IsCut { get; init; }

        internal bool IsDisposed { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override Task<Stream> CreateContentReadStreamAsync() =>
            Task.FromResult<Stream>(new WatchedStream(System.Text.Encoding.UTF8.GetBytes(text), IsCut));

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class WatchedStream(byte[] bytes, bool isCut) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read
            : isCut ? throw new HttpIOException(HttpRequestError.ResponseEnded)
            : 0;
    }
}
