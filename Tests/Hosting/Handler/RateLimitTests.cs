namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>A limit that a call met (PODIO 4.8 to 4.11) holds renewals of this login back until it ends.</summary>
public sealed class RateLimitTests
{
    private const string Prose =
        """{"error":"rate_limit","error_description":"You have hit the rate limit. Please wait 300 seconds before trying again"}""";

    private static readonly Uri Item = new("https://api.podio.com/item/1");

    private readonly TokenBench _bench = new();

    [Theory]
    [InlineData(300, 420, Prose, null)]
    [InlineData(60, 420, Prose, "60")]
    [InlineData(120, 429, "<html>", "Tue, 11 Aug 2026 09:02:00 GMT")]
    [InlineData(3600, 420, "", null)]
    [InlineData(3600, 429, "", "soon")]
    public async Task Until_then_nothing_is_asked_and_then_it_is(int seconds, int status, string body, string? retryAfter)
    {
        var old = await _bench.TokenAsync();
        var stub = new StubHandler((_, number) => number == 1 ? Answers.Limited(body, retryAfter, status) : Answers.Ok());
        using var client = _bench.Client(stub);
        using (var limited = await client.GetAsync(Item))
        {
            Assert.Equal(status, (int)limited.StatusCode);
            Assert.Equal(body, await limited.Content.ReadAsStringAsync());
        }

        using (await client.GetAsync(Item))
        {
            Assert.Equal($"OAuth2 {old}", stub.Requests[1].Authorization); // A token that is good needs no renewal.
        }

        _bench.Source.ReportRejected(new Secret(old));
        for (var i = 0; i < 10; i++)
        {
            var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
            Assert.Equal(TokenBench.Start.AddSeconds(seconds), Assert.IsType<CoolingDownError>(exception.Error).Until);
        }

        _bench.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
        Assert.Equal((2, 1), (stub.Requests.Count, _bench.Exchanges));
        _bench.Clock.Advance(TimeSpan.FromTicks(1));
        using (await client.GetAsync(Item))
        {
            Assert.Equal((3, 2), (stub.Requests.Count, _bench.Exchanges));
        }
    }

    [Fact]
    public async Task A_401_that_says_rate_limit_is_one()
    {
        var stub = StubHandler.Always(() => Answers.Limited(Prose, status: 401));
        using var client = _bench.Client(stub);
        using var limited = await client.GetAsync(Item);
        _bench.Source.ReportRejected(new Secret(await _bench.TokenAsync()));
        await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
        Assert.Equal((1, 1), (stub.Requests.Count, _bench.Exchanges));
    }

    [Fact]
    public async Task A_limit_met_by_the_call_sent_once_more_counts_too()
    {
        var stub = new StubHandler((_, number) => number == 1 ? Answers.Expired() : Answers.Limited("", "60"));
        using var client = _bench.Client(stub);
        using var limited = await client.GetAsync(Item);
        Assert.Equal(420, (int)limited.StatusCode);
        _bench.Source.ReportRejected(new Secret(await _bench.TokenAsync()));
        var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
        Assert.IsType<CoolingDownError>(exception.Error);
        Assert.Equal(2, _bench.Exchanges);
    }
}
