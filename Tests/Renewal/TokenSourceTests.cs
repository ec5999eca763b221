namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A source over the in-memory Podio: when it asks, what it serves, and what of a failure reaches its callers.</summary>
public sealed class TokenSourceTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task A_source_sends_one_request_and_serves_the_same_token_until_it_is_due()
    {
        var first = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(7));
        Assert.Equal(first, await _bench.AppSource.TokenAsync());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task Ten_thousand_callers_at_expiry_make_one_request()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Hold();
        var callers = Enumerable.Range(0, 10_000).Select(_ => _bench.AppSource.GetTokenAsync()).ToList();
        _bench.Release();
        var tokens = (await Task.WhenAll(callers)).Select(EitherSides.Right).Distinct().ToList();
        Assert.NotEqual(old, Assert.Single(tokens));
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task Ahead_of_expiry_the_old_token_is_served_while_a_new_one_is_requested()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(9));
        _bench.Hold();
        Assert.Equal(old, await _bench.AppSource.TokenAsync());
        Assert.Equal(old, await _bench.AppSource.TokenAsync());
        _bench.Release();
        await Bench.UntilAsync(() => _bench.Events.Count == 2);
        Assert.NotEqual(old, await _bench.AppSource.TokenAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_caller_that_cancels_leaves_the_others_waiting_and_the_exchange_running()
    {
        _bench.Hold();
        using var cancelled = new CancellationTokenSource();
        var (impatient, patient) = (_bench.AppSource.GetTokenAsync(cancelled.Token), _bench.AppSource.GetTokenAsync());
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        _bench.Release();
        (await patient).Right();
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_failed_renewal_serves_the_old_token_while_it_lives_and_reports()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        _bench.Arm(Fault.Unavailable());
        Assert.Equal(old, await _bench.AppSource.TokenAsync());
        Assert.True(Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).IsOldTokenServed);
        _bench.Advance(TimeSpan.FromSeconds(31));
        Assert.NotEqual(old, await _bench.AppSource.TokenAsync());
    }

    [Fact]
    public async Task A_token_that_is_rejected_during_its_renewal_is_not_served_when_the_renewal_fails()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(9));
        _bench.Hold();
        Assert.Equal(old, await _bench.AppSource.TokenAsync());
        await _bench.UntilExchangesAsync(2);
        _bench.AppSource.ReportRejected(old.AccessToken);
        var asking = _bench.AppSource.ErrorAsync();
        _bench.Arm(Fault.Unavailable());
        _bench.Release();
        Assert.IsType<ExchangeError>(await asking);
        Assert.False(Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).IsOldTokenServed);
    }

    [Fact]
    public async Task A_rejected_refresh_token_falls_back_to_the_grant_that_can_start_again()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Podio.Update(state => state.RevokeAll());
        _bench.AppSource.ReportRejected(old.AccessToken);
        Assert.NotEqual(old, await _bench.AppSource.TokenAsync());
        Assert.Equal(3, _bench.Exchanges);
    }

    [Fact]
    public async Task A_person_has_to_sign_in_again_when_the_refresh_token_is_rejected()
    {
        Assert.Equal(Bench.NoLogin, await _bench.Person.ErrorAsync());
        await _bench.Person.SignInAsync();
        _bench.Podio.Update(state => state.RevokeAll());
        _bench.Advance(TimeSpan.FromHours(8));
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.RefreshTokenRejected), await _bench.Person.ErrorAsync());
    }

    [Fact]
    public async Task A_refresh_whose_reply_was_lost_is_retried_once_and_then_reported()
    {
        await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        var lostAt = _bench.Clock.GetUtcNow();
        _bench.Arm(Fault.DropReply);
        Assert.IsType<ExchangeError>(await _bench.Person.ErrorAsync());
        _bench.Advance(TimeSpan.FromSeconds(30));
        _bench.Hold();
        var again = _bench.Person.ErrorAsync();
        await _bench.UntilExchangesAsync(3);
        var key = _bench.Person.Key.ToString();
        Assert.Equal(lostAt, StoredEntry.Read(key, (await _bench.Store.ReadAsync(key))!.Value).PendingSince); // Should it end here.
        _bench.Release();
        Assert.Equal(TokenSourceError.Undecided(lostAt), await again);
    }

    [Fact]
    public async Task A_rate_limit_is_waited_out_by_all_sources_of_the_client_and_a_code_is_good_then()
    {
        var limited = TokenSourceError.CoolingDown(Bench.Start.AddSeconds(300));
        _bench.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)));
        Assert.Equal(limited, await _bench.AppSource.ErrorAsync());
        Assert.Equal(limited, await _bench.AppSource.ErrorAsync());
        Assert.Equal(limited, (await _bench.AppElsewhereAsync()).Left());
        Assert.Equal(limited, (await _bench.Person.TryCodeAsync()).Left());
        Assert.Equal(1, _bench.Exchanges);
        _bench.Advance(TimeSpan.FromSeconds(300));
        await _bench.AppSource.TokenAsync();
        await _bench.Person.SignInAsync();
    }

    [Fact]
    public async Task A_new_token_that_is_rejected_too_is_not_renewed_again_for_a_while()
    {
        _bench.AppSource.ReportRejected((await _bench.AppSource.TokenAsync()).AccessToken);
        _bench.AppSource.ReportRejected((await _bench.AppSource.TokenAsync()).AccessToken);
        Assert.IsType<CoolingDownError>(await _bench.AppSource.ErrorAsync());
        Assert.Equal(2, _bench.Exchanges);
        _bench.Advance(TimeSpan.FromMinutes(5));
        await _bench.AppSource.TokenAsync();
        Assert.Equal(3, _bench.Exchanges);
    }
}
