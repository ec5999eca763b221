namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A source over the in-memory Podio: when it asks, what it serves, and what of a failure reaches its callers.</summary>
public sealed class TokenSourceTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task It_asks_once_and_serves_the_same_token_until_it_is_due()
    {
        await using var source = _bench.OfApp();
        var first = (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal(first, (await source.GetTokenAsync()).Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task Ten_thousand_callers_at_expiry_make_one_request()
    {
        await using var source = _bench.OfApp();
        var old = (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = Enumerable.Range(0, 10_000).Select(_ => source.GetTokenAsync()).ToList();
        _bench.Gate.SetResult();
        var tokens = (await Task.WhenAll(callers)).Select(EitherSides.Right).Distinct().ToList();
        Assert.NotEqual(old, Assert.Single(tokens));
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task Ahead_of_expiry_the_old_token_is_served_while_a_new_one_is_got()
    {
        await using var source = _bench.OfApp();
        var old = (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(9));
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.Equal(old, (await source.GetTokenAsync()).Right());
        Assert.Equal(old, (await source.GetTokenAsync()).Right());
        _bench.Gate.SetResult();
        await UntilAsync(() => _bench.Events.Count == 2);
        Assert.NotEqual(old, (await source.GetTokenAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task Who_cancels_leaves_the_others_waiting_and_the_exchange_running()
    {
        await using var source = _bench.OfApp();
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancelled = new CancellationTokenSource();
        var (impatient, patient) = (source.GetTokenAsync(cancelled.Token), source.GetTokenAsync());
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        _bench.Gate.SetResult();
        (await patient).Right();
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_failed_renewal_serves_the_old_token_while_it_lives_and_reports()
    {
        await using var source = _bench.OfApp();
        var old = (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        _bench.Podio.Update(state => state.Arm(Fault.Unavailable()));
        Assert.Equal(old, (await source.GetTokenAsync()).Right());
        Assert.True(Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).IsOldTokenServed);
        _bench.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.NotEqual(old, (await source.GetTokenAsync()).Right());
    }

    [Fact]
    public async Task A_rejected_refresh_token_falls_back_to_the_grant_that_can_start_again()
    {
        await using var source = _bench.OfApp();
        var old = (await source.GetTokenAsync()).Right();
        _bench.Podio.Update(state => state.RevokeAll());
        source.ReportRejected(old.AccessToken);
        Assert.NotEqual(old, (await source.GetTokenAsync()).Right());
        Assert.Equal(3, _bench.Exchanges);
    }

    [Fact]
    public async Task A_person_has_to_sign_in_again_when_the_refresh_token_is_rejected()
    {
        await using var source = _bench.OfPerson();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await source.GetTokenAsync()).Left());
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        _bench.Podio.Update(state => state.RevokeAll());
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.RefreshTokenRejected), (await source.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task A_refresh_whose_reply_was_lost_is_tried_once_more_and_then_named()
    {
        await using var source = _bench.OfPerson();
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        var lostAt = _bench.Clock.GetUtcNow();
        _bench.Podio.Update(state => state.Arm(Fault.DropReply));
        Assert.IsType<ExchangeError>((await source.GetTokenAsync()).Left());
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TokenSourceError.Undecided(lostAt), (await source.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task A_rate_limit_is_waited_out_by_all_sources_of_the_client()
    {
        await using var app = _bench.OfApp();
        await using var person = _bench.OfPerson();
        _bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        Assert.Equal(TokenSourceError.CoolingDown(Bench.Start.AddSeconds(300)), (await app.GetTokenAsync()).Left());
        Assert.Equal(TokenSourceError.CoolingDown(Bench.Start.AddSeconds(300)), (await app.GetTokenAsync()).Left());
        await using var another = _bench.OfApp();
        Assert.IsType<CoolingDownError>((await another.GetTokenAsync()).Left());
        Assert.Equal(1, _bench.Exchanges);
        _bench.Clock.Advance(TimeSpan.FromSeconds(300));
        (await app.GetTokenAsync()).Right();
    }

    [Fact]
    public async Task Two_sources_on_one_store_share_the_renewal()
    {
        await using var one = _bench.OfApp();
        await using var two = _bench.OfApp();
        var first = (await one.GetTokenAsync()).Right();
        Assert.Equal(first, (await two.GetTokenAsync()).Right());
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        var answers = await Task.WhenAll(one.GetTokenAsync(), two.GetTokenAsync());
        Assert.Single(answers.Select(EitherSides.Right).Distinct());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_new_token_that_is_refused_too_is_not_renewed_again_for_a_while()
    {
        await using var source = _bench.OfApp();
        source.ReportRejected((await source.GetTokenAsync()).Right().AccessToken);
        source.ReportRejected((await source.GetTokenAsync()).Right().AccessToken);
        Assert.IsType<CoolingDownError>((await source.GetTokenAsync()).Left());
        Assert.Equal(2, _bench.Exchanges);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        (await source.GetTokenAsync()).Right();
        Assert.Equal(3, _bench.Exchanges);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }
}
