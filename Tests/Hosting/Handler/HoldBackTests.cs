namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Calls that wait out their user's rate limit, where that is wanted, and no longer than they may.</summary>
public sealed class HoldBackTests
{
    private static readonly Uri Item = new("https://api.podio.com/item/1");

    private readonly TokenBench _bench = new();

    [Fact]
    public async Task Until_the_limit_ends_nothing_is_sent_and_then_it_is()
    {
        var (client, stub) = await LimitedAsync(seconds: 60, holdBack: 60);
        var held = Enumerable.Range(0, 3).Select(_ => client.GetAsync(Item)).ToArray();
        _bench.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(stub.Requests);
        Assert.All(held, call => Assert.False(call.IsCompleted));
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.All(await Task.WhenAll(held), response => Assert.True(response.IsSuccessStatusCode));
        Assert.Equal(4, stub.Requests.Count);
        using (await client.GetAsync(Item)) // Nothing holds it any more.
        {
            Assert.Equal(5, stub.Requests.Count);
        }
    }

    [Theory]
    [InlineData(59)]
    [InlineData(0)]
    public async Task A_call_that_would_wait_for_longer_is_not_sent_and_does_not_wait(int holdBack)
    {
        var (client, stub) = await LimitedAsync(seconds: 60, holdBack);
        var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
        Assert.Equal(TokenSourceError.CoolingDown(TokenBench.Start.AddSeconds(60)), exception.Error);
        Assert.Single(stub.Requests);
        _bench.Clock.Advance(TimeSpan.FromSeconds(60 - holdBack));
        var held = client.GetAsync(Item);
        Assert.Equal(holdBack == 0, held.IsCompleted);
        _bench.Clock.Advance(TimeSpan.FromSeconds(holdBack));
        Assert.True((await held).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Without_it_calls_are_sent_as_ever()
    {
        var (client, stub) = await LimitedAsync(seconds: 60, holdBack: null);
        using (await client.GetAsync(Item))
        {
            Assert.Equal(2, stub.Requests.Count);
        }
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public async Task A_limit_that_is_met_meanwhile_counts_within_the_same_bound(int more, bool isSent)
    {
        var (client, stub) = await LimitedAsync(seconds: 60, holdBack: 90);
        var held = client.GetAsync(Item);
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));
        _bench.Source.ReportRateLimited(RetryAfter.After(TimeSpan.FromSeconds(30 + more))); // By a call that somebody else made.
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));
        if (isSent)
        {
            while (!held.IsCompleted)
            {
                await Task.Yield();
                _bench.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            Assert.True((await held).IsSuccessStatusCode);
        }
        else
        {
            await Assert.ThrowsAsync<TokenUnavailableException>(() => held);
            Assert.Single(stub.Requests);
        }
    }

    [Fact]
    public async Task The_limit_of_the_token_endpoint_holds_no_call_back_that_has_a_token()
    {
        var token = await _bench.TokenAsync();
        var stub = StubHandler.Always(Answers.Ok);
        using var client = _bench.Client(stub, options => options.HoldBack = TimeSpan.Zero);
        _bench.Clock.Advance(TimeSpan.FromMinutes((8 * 60) - 5)); // It is used and renewed.
        _bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)), "/oauth/token"));
        using (await client.GetAsync(Item))
        {
        }

        while (_bench.Exchanges < 2)
        {
            await Task.Yield();
        }

        using (await client.GetAsync(Item))
        {
            Assert.Equal([$"OAuth2 {token}", $"OAuth2 {token}"], stub.Requests.Select(request => request.Authorization));
        }
    }

    [Fact]
    public async Task A_caller_who_cancels_waits_no_longer()
    {
        var (client, stub) = await LimitedAsync(seconds: 60, holdBack: 60);
        using var cancellation = new CancellationTokenSource();
        var held = client.GetAsync(Item, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(int.MaxValue + 1L)]
    public void No_other_time_is_taken(long milliseconds) => Assert.Throws<ArgumentOutOfRangeException>(
        () => _bench.Client(StubHandler.Always(Answers.Ok), options => options.HoldBack = TimeSpan.FromMilliseconds(milliseconds)));

    // A client whose first call has just met the limit.
    private async Task<(HttpClient Client, StubHandler Stub)> LimitedAsync(int seconds, int? holdBack)
    {
        var stub = new StubHandler((_, number) => number == 1 ? Answers.Limited("", $"{seconds}") : Answers.Ok());
        var client = _bench.Client(stub, options =>
            options.HoldBack = holdBack is { } longest ? TimeSpan.FromSeconds(longest) : null);
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var limited = await client.GetAsync(Item);
        Assert.Equal(420, (int)limited.StatusCode);
        return (client, stub);
    }
}
