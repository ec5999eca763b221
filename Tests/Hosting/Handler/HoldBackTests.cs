namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Calls that wait out their user's rate limit, where that is wanted, and no longer than they may.</summary>
public sealed class HoldBackTests
{
    private readonly TokenBench _bench = new();

    [Fact]
    public async Task Until_the_limit_ends_nothing_is_sent_and_then_it_is()
    {
        await MeetLimitAsync(holdBack: 60);
        var held = Enumerable.Range(0, 3).Select(_ => _bench.GetAsync()).ToArray();
        _bench.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(_bench.Stub.Requests);
        Assert.All(held, call => Assert.False(call.IsCompleted));
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.All(await Task.WhenAll(held), reply => Assert.Equal(200, reply.Status));
        Assert.Equal(200, (await _bench.GetAsync()).Status); // Nothing holds it any more.
        Assert.Equal(5, _bench.Stub.Requests.Count);
    }

    [Theory, InlineData(59), InlineData(0)]
    public async Task A_call_that_would_wait_for_longer_is_not_sent_and_does_not_wait(int holdBack)
    {
        await MeetLimitAsync(holdBack);
        Assert.Equal(TokenSourceError.CoolingDown(TokenBench.Start.AddSeconds(60)), await _bench.GetInVainAsync());
        Assert.Single(_bench.Stub.Requests);
        _bench.Clock.Advance(TimeSpan.FromSeconds(60 - holdBack));
        var held = _bench.GetAsync();
        Assert.Equal(holdBack == 0, held.IsCompleted);
        _bench.Clock.Advance(TimeSpan.FromSeconds(holdBack));
        Assert.Equal(200, (await held).Status);
    }

    [Fact]
    public async Task Without_the_option_calls_are_sent_at_once()
    {
        await MeetLimitAsync(holdBack: null);
        Assert.Equal(200, (await _bench.GetAsync()).Status);
    }

    [Theory, InlineData(30, true), InlineData(31, false)]
    public async Task A_limit_that_is_reached_meanwhile_counts_within_the_same_bound(int more, bool isSent)
    {
        await MeetLimitAsync(holdBack: 90);
        var held = _bench.GetAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));
        _bench.Source.ReportRateLimited(RetryAfter.After(TimeSpan.FromSeconds(30 + more))); // By a call that somebody else made.
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));
        while (isSent && !held.IsCompleted)
        {
            await Task.Yield();
            _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(isSent, await Record.ExceptionAsync(() => held) is not TokenUnavailableException);
        Assert.Equal(isSent ? 2 : 1, _bench.Stub.Requests.Count);
    }

    [Fact]
    public async Task The_limit_of_the_token_endpoint_holds_no_call_back_that_has_a_token()
    {
        var token = await _bench.TokenAsync();
        _bench.Over(Answers.Ok, options => options.HoldBack = TimeSpan.Zero);
        _bench.Clock.Advance(TimeSpan.FromMinutes((8 * 60) - 5)); // It is used and renewed.
        _bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)), "/oauth/token"));
        await _bench.GetAsync();
        while (_bench.Exchanges < 2)
        {
            await Task.Yield();
        }

        await _bench.GetAsync();
        Assert.Equal([$"OAuth2 {token}", $"OAuth2 {token}"], _bench.Stub.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_caller_that_cancels_stops_waiting()
    {
        await MeetLimitAsync(holdBack: 60);
        using var cancellation = new CancellationTokenSource();
        var held = _bench.Client.GetAsync(TokenBench.Item, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        Assert.Single(_bench.Stub.Requests);
    }

    [Theory, InlineData(-1L), InlineData(int.MaxValue + 1L)]
    public void An_invalid_time_is_refused(long milliseconds) => Assert.Throws<ArgumentOutOfRangeException>(
        () => _bench.Over(Answers.Ok, options => options.HoldBack = TimeSpan.FromMilliseconds(milliseconds)));

    // By a first call, for a minute.
    private async Task MeetLimitAsync(int? holdBack)
    {
        _bench.Over(
            (_, number) => number == 1 ? Answers.Limited("", "60") : Answers.Ok(),
            options => options.HoldBack = holdBack is { } longest ? TimeSpan.FromSeconds(longest) : null);
        _bench.Client.Timeout = Timeout.InfiniteTimeSpan;
        Assert.Equal(420, (await _bench.GetAsync()).Status);
    }
}
