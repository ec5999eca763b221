namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>One failure after the other: how often Podio is asked, how long it is not, and who hears of it when that is over.</summary>
public sealed class RowsOfFailuresTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task A_rejected_refresh_token_and_then_a_rejected_grant_are_two_requests_and_a_cool_down()
    {
        await using var source = _bench.OfApp();
        (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        _bench.Podio.Update(state => state.Arm(Fault.Reject("invalid_grant")).Arm(Fault.Reject("invalid_grant")));
        Assert.IsType<ExchangeError>((await source.GetTokenAsync()).Left());
        await HoldsForAsync(TimeSpan.FromSeconds(30), source, exchanges: 3);
    }

    // Known to this source alone: whoever has another client secret need not wait.
    [Fact]
    public async Task A_rejected_client_is_tried_again_after_half_a_minute_and_not_on_every_read_of_the_store()
    {
        await using var source = _bench.OfApp();
        _bench.Podio.Update(state => state.Arm(Fault.Reject("invalid_client")));
        Assert.IsType<ExchangeError>((await source.GetTokenAsync()).Left());
        await HoldsForAsync(TimeSpan.FromSeconds(30), source, exchanges: 1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_server_that_is_down_gets_no_request_for_as_long_as_it_says(bool isRefreshed)
    {
        await using var source = _bench.OfApp();
        if (isRefreshed)
        {
            (await source.GetTokenAsync()).Right();
            _bench.Clock.Advance(TimeSpan.FromHours(8));
        }

        _bench.Podio.Update(state => state.Arm(Fault.Unavailable(retryAfter: TimeSpan.FromSeconds(120))));
        Assert.IsType<ExchangeError>((await source.GetTokenAsync()).Left());
        await HoldsForAsync(TimeSpan.FromSeconds(120), source, exchanges: isRefreshed ? 2 : 1);
    }

    [Fact]
    public async Task During_a_pause_the_token_that_another_process_got_is_found()
    {
        await using var source = _bench.OfApp();
        _bench.Podio.Update(state => state.Arm(Fault.Reject("invalid_client")));
        (await source.GetTokenAsync()).Left();
        await using var other = _bench.OfApp();
        var token = (await other.GetTokenAsync()).Right();
        Assert.IsType<CoolingDownError>((await source.GetTokenAsync()).Left()); // It looks once a second.
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(token, (await source.GetTokenAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_ends_a_pause_and_the_rest_between_two_looks()
    {
        var store = new ScriptedStore();
        var bench = new Bench { Store = store };
        await using var source = bench.OfApp();
        bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        Assert.IsType<CoolingDownError>((await source.GetTokenAsync()).Left());
        bench.Clock.AdjustTime(Bench.Start - TimeSpan.FromHours(1));
        store.BeforeRead = ScriptedStore.Fail(new IOException());
        Assert.IsType<StoreError>((await source.GetTokenAsync()).Left());
        bench.Clock.AdjustTime(Bench.Start - TimeSpan.FromHours(2));
        (await source.GetTokenAsync()).Right();
    }

    [Fact]
    public async Task The_wait_between_two_reads_ends_even_if_the_clock_stands_still()
    {
        var clock = new ArmedClock();
        await using var source = _bench.OfApp(_bench.Options with { TimeProvider = clock });
        _bench.Podio.Update(state => state.Arm(Fault.Reject("invalid_client")));
        (await source.GetTokenAsync()).Left();
        clock.Set(TimeSpan.FromMinutes(-6));
        await using var other = _bench.OfApp();
        var token = (await other.GetTokenAsync()).Right();
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(token, (await source.GetTokenAsync()).Right());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_limit_of_the_login_outlives_its_end(bool isEndedByAnother)
    {
        await using (var source = _bench.OfPerson())
        {
            (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
            source.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(1)));
            await (isEndedByAnother
                ? _bench.Store.ForgetAsync(source.Key, timeProvider: _bench.Clock)
                : (Task)source.SignOutAsync());
        }

        await using var next = _bench.OfPerson();
        Assert.Equal(
            TokenSourceError.CoolingDown(Bench.Start.AddHours(1)),
            (await next.SignInAsync(SamplePodio.Codes[1], SamplePodio.RedirectUri)).Left());
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        var code = _bench.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);
        (await next.SignInAsync(code, SamplePodio.RedirectUri)).Right();
    }

    // Looks come once a second: in each of them the pause has to be known still.
    private async Task HoldsForAsync(TimeSpan pause, TokenSource source, int exchanges)
    {
        var end = _bench.Clock.GetUtcNow() + pause;
        for (var second = TimeSpan.FromSeconds(1); second < pause; second += TimeSpan.FromSeconds(1))
        {
            _bench.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(TokenSourceError.CoolingDown(end), (await source.GetTokenAsync()).Left());
        }

        Assert.Equal(exchanges, _bench.Exchanges);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await source.GetTokenAsync()).Right();
        Assert.Equal(exchanges + 1, _bench.Exchanges);
    }
}
