namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>An entry that is gone, and a login that was ended: the first is an accident, the second an order.</summary>
public sealed class EvictionTests
{
    private readonly Bench _bench = Bench.Scripted();

    [Fact]
    public async Task A_process_with_the_login_continues_and_writes_it_back_and_another_cannot_continue()
    {
        await _bench.Person.SignInAsync();
        await _bench.Script.RemoveAsync(_bench.Person.Key.ToString());
        Assert.Equal(Bench.NoLogin, (await _bench.PersonElsewhereAsync()).Left());
        _bench.Advance(TimeSpan.FromHours(8));
        var renewed = await _bench.Person.TokenAsync();
        Assert.Equal(renewed, (await _bench.PersonElsewhereAsync()).Right());
    }

    [Fact]
    public async Task A_limit_of_a_call_is_written_beside_the_login_though_its_entry_is_gone()
    {
        var token = await _bench.Person.SignInAsync();
        await _bench.Script.RemoveAsync(_bench.Person.Key.ToString());
        _bench.Person.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(1)));
        await _bench.Person.RenewAsync(); // After the limit was written.
        Assert.Equal(token, (await _bench.PersonElsewhereAsync()).Right());
    }

    [Fact]
    public async Task A_refresh_token_that_another_process_wrote_back_and_used_is_not_sent_again()
    {
        await _bench.Person.SignInAsync();
        await using var other = _bench.OfPerson();
        await other.TokenAsync();
        await _bench.Script.RemoveAsync(other.Key.ToString());
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Arm(Fault.Reject("invalid_grant"));
        await other.ErrorAsync();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.RefreshTokenRejected), await _bench.Person.ErrorAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_restored_older_login_with_a_used_token_does_not_replace_the_newer_one()
    {
        await using var stale = _bench.OfPerson();
        await using var fresh = await RenewedElsewhereAsync(stale);
        _bench.Advance(TimeSpan.FromHours(1));
        await stale.GetTokenAsync(); // Writes the old one back, and spends it where Podio rotates.
        _bench.Advance(TimeSpan.FromHours(7));
        await fresh.TokenAsync();
    }

    [Theory]
    [InlineData("a limit")]
    [InlineData("the end of a cool-down")]
    [InlineData("a sign-in")]
    public async Task An_older_login_that_is_written_back_with_something_else_does_not_replace_the_newer_one(string what)
    {
        await using var stale = _bench.OfPerson();
        await using var fresh = await RenewedElsewhereAsync(stale);
        switch (what)
        {
            case "a limit":
                stale.ReportRateLimited(RetryAfter.After(TimeSpan.FromMinutes(30)));
                await stale.RenewAsync(); // After the limit was written.
                break;
            case "a sign-in":
                _bench.Arm(Fault.Refuse);
                (await stale.TryCodeAsync(SamplePodio.Codes[1])).Left();
                break;
            default:
                Assert.Null(await stale.EndCoolDownAsync());
                break;
        }

        _bench.Advance(TimeSpan.FromHours(1));
        _bench.Arm(Fault.Reject("invalid_grant"));
        await stale.ErrorAsync();
        _bench.Advance(TimeSpan.FromHours(7));
        await fresh.TokenAsync();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_process_with_the_newer_login_that_finds_out_itself_that_the_restored_one_is_used_up_goes_back_to_its_own(
        bool isUnwritten)
    {
        await using var stale = _bench.OfPerson();
        await using var fresh = await RenewedElsewhereAsync(stale);
        _bench.Advance(TimeSpan.FromHours(1));
        _bench.Arm(Fault.Unavailable());
        await stale.ErrorAsync(); // It has written its login back, and knows no more of it.
        _bench.Advance(TimeSpan.FromHours(7));
        if (isUnwritten)
        {
            _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1); // The intent is written, and the rejection isn't.
            _bench.Arm(Fault.Reject("invalid_grant"));
            Assert.IsType<StoreError>(await fresh.ErrorAsync());
            _bench.Advance(TimeSpan.FromSeconds(1));
        }

        var before = _bench.Exchanges;
        _bench.Arm(Fault.Reject("invalid_grant"));
        var token = await fresh.TokenAsync();
        Assert.Equal(token, (await _bench.PersonElsewhereAsync()).Right());
        Assert.Equal((isUnwritten ? 4 : 3, before + 2), (before, _bench.Exchanges));
    }

    [Fact]
    public async Task A_login_whose_entry_is_gone_waits_for_the_limit_of_its_client()
    {
        await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Arm(Fault.RateLimit(TimeSpan.FromHours(2)));
        Assert.IsType<CoolingDownError>(await _bench.AppSource.ErrorAsync());
        await _bench.Script.RemoveAsync(_bench.Person.Key.ToString());
        Assert.IsType<CoolingDownError>(await _bench.Person.ErrorAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task The_record_of_an_ended_login_contains_no_secret_and_expires_after_thirty_days()
    {
        var token = await _bench.Person.SignInAsync();
        await _bench.Person.SignOutAsync();
        var entry = System.Text.Encoding.UTF8.GetString((await _bench.Script.ReadAsync(_bench.Person.Key.ToString()))!.Value.Span);
        Assert.All(
            [token.AccessToken, token.RefreshToken!, SamplePodio.Codes[0]],
            secret => Assert.DoesNotContain(secret.Reveal(), entry, StringComparison.Ordinal));
        Assert.Contains("signed_out_at", entry, StringComparison.Ordinal);

        _bench.Advance(TimeSpan.FromDays(30));
        Assert.NotNull((await _bench.Script.LookAtAsync(_bench.Person.Key, _bench.Clock)).Right().SignedOutAt);
        _bench.Advance(TimeSpan.FromTicks(1));
        Assert.Null((await _bench.Script.LookAtAsync(_bench.Person.Key, _bench.Clock)).Right().SignedOutAt);
        var next = (await _bench.Person.TryCodeAsync(_bench.NewCode())).Right();
        Assert.Equal(next, (await _bench.PersonElsewhereAsync()).Right());
    }

    [Fact]
    public async Task A_login_that_is_forgotten_during_a_renewal_does_not_come_back()
    {
        await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Hold();
        var renewing = _bench.Person.GetTokenAsync();
        await _bench.UntilExchangesAsync(2);
        var forgetting = _bench.Script.ForgetAsync(_bench.Person.Key, timeProvider: _bench.Clock);
        _bench.Release();
        (await renewing).Right();
        Assert.True((await forgetting).Right());
        Assert.Null((await _bench.Script.LookAtAsync(_bench.Person.Key, _bench.Clock)).Right().Login);
        _bench.Advance(TimeSpan.FromHours(8));
        Assert.Equal(Bench.NoLogin, await _bench.Person.ErrorAsync());
    }

    [Fact]
    public async Task Forgetting_waits_for_the_lock_no_longer_than_the_timeout()
    {
        await using var held = await _bench.Script.LockAsync(_bench.Person.Key.ToString(), TimeSpan.Zero);
        var forgetting = _bench.Script.ForgetAsync(_bench.Person.Key, lockTimeout: TimeSpan.Zero);
        Assert.True(forgetting.IsCompleted);
        Assert.Equal(TokenSourceError.LockLost, (await forgetting).Left());
    }

    [Fact]
    public async Task Forgetting_nothing_says_so_and_a_forgotten_app_starts_again()
    {
        Assert.False((await _bench.Script.ForgetAsync(_bench.AppSource.Key, timeProvider: _bench.Clock)).Right());
        var first = await _bench.AppSource.TokenAsync();
        Assert.True((await _bench.Script.ForgetAsync(_bench.AppSource.Key, timeProvider: _bench.Clock)).Right());
        _bench.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(first, await _bench.AppSource.TokenAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    // A process that has renewed a login seven hours after another one began it. Then the entry is evicted.
    private async Task<SignedInTokenSource> RenewedElsewhereAsync(SignedInTokenSource stale)
    {
        await stale.SignInAsync();
        var fresh = _bench.OfPerson();
        await fresh.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(7));
        (await fresh.RenewAsync()).Right(); // Podio has another refresh token now, of which the other process has not heard.
        await _bench.Script.RemoveAsync(stale.Key.ToString());
        return fresh;
    }
}
