namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>What is kept over a failure, and what is not mistaken for the answer to something else.</summary>
public sealed class KeptTests : IDisposable
{
    private readonly Bench _bench = Bench.Scripted();
    private readonly CancellationTokenSource _lease = new();

    public void Dispose() => _lease.Dispose();

    [Fact]
    public async Task A_limit_that_was_reported_during_a_renewal_is_kept()
    {
        await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromMinutes(1));
        _bench.Hold();
        var renewing = _bench.AppSource.RenewAsync();
        await _bench.UntilExchangesAsync(2);
        _bench.AppSource.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(1)));
        _bench.Release();
        (await renewing).Right();
        _bench.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<CoolingDownError>((await _bench.AppSource.RenewAsync()).Left());
    }

    [Fact]
    public async Task The_failure_of_a_sign_in_that_had_to_wait_is_not_the_answer_for_other_callers()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Script.BeforeRead = () => held.Task;
        var asking = _bench.Person.GetTokenAsync();
        var signingIn = _bench.Person.TryCodeAsync("wrong");
        held.SetResult();
        await asking;
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.CodeRejected), (await signingIn).Left());
        Assert.Equal(Bench.NoLogin, await _bench.Person.ErrorAsync());
    }

    [Fact]
    public async Task A_failure_is_still_the_answer_after_another_token_was_rejected()
    {
        _bench.Script.BeforeRead = ScriptedStore.Refuse;
        await _bench.AppSource.ErrorAsync();
        _bench.AppSource.ReportRejected("another token");
        await _bench.AppSource.ErrorAsync();
        Assert.Equal(1, _bench.Script.Looks);
    }

    [Fact]
    public async Task A_lock_that_was_not_free_is_acquired_as_soon_as_it_is()
    {
        await using var source = _bench.OfApp(_bench.Options with { LockTimeout = TimeSpan.Zero });
        await using (await _bench.Script.LockAsync(source.Key.ToString(), TimeSpan.Zero))
        {
            Assert.Equal(TokenSourceError.LockLost, await source.ErrorAsync());
        }

        await source.TokenAsync();
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_lock_was_lost_while_the_intent_was_written()
    {
        await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Script.Lease = _lease.Token;
        _bench.Script.AfterWrite = ScriptedStore.Once(() =>
        {
            _bench.Script.Lease = CancellationToken.None; // The next lock is another.
            return _lease.CancelAsync();
        });
        Assert.Equal(TokenSourceError.LockLost, await _bench.AppSource.ErrorAsync());
        Assert.Equal(1, _bench.Exchanges);
        await _bench.AppSource.TokenAsync();
    }

    [Theory, InlineData(1000, 1), InlineData(1001, 3)]
    public async Task A_store_that_is_always_slow_is_read_three_times_and_then_used(int milliseconds, int looks)
    {
        _bench.Script.Lease = _lease.Token;
        _bench.Script.AfterLock = () =>
        {
            _bench.Script.AfterRead = ScriptedStore.Once(() =>
            {
                _bench.Advance(TimeSpan.FromMilliseconds(milliseconds));
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        };
        await _bench.AppSource.TokenAsync();
        Assert.Equal(looks, _bench.Script.Looks);
    }

    [Fact]
    public async Task A_busy_lock_is_waited_for_once_even_with_an_unsaved_reply()
    {
        await using var source = _bench.OfApp(_bench.Options with { LockTimeout = TimeSpan.Zero });
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException());
        Assert.IsType<StoreError>(await source.ErrorAsync());
        _bench.Advance(TimeSpan.FromSeconds(1));
        await using var held = await _bench.Script.LockAsync(source.Key.ToString(), TimeSpan.Zero);
        var before = _bench.Script.Looks;
        Assert.Equal(TokenSourceError.LockLost, await source.ErrorAsync());
        Assert.Equal(before + 1, _bench.Script.Looks);
    }

    [Fact]
    public async Task An_unsaved_reply_is_still_unsaved_after_a_sign_in_that_could_not_start()
    {
        await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), times: 2, after: 1); // The intent is written, no more.
        Assert.IsType<StoreError>(await _bench.Person.ErrorAsync());
        Assert.IsType<StoreError>((await _bench.Person.TryCodeAsync(_bench.NewCode())).Left());
        var token = await _bench.Person.TokenAsync();
        Assert.Equal(token, (await _bench.PersonElsewhereAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_source_that_may_have_the_right_secret_does_not_wait_for_one_with_a_wrong_secret(bool isOfClient)
    {
        _bench.Arm(isOfClient ? Fault.Reject("invalid_client") : Fault.Unavailable());
        Assert.IsType<ExchangeError>(await _bench.AppSource.ErrorAsync());
        Assert.IsType<CoolingDownError>(await _bench.AppSource.ErrorAsync());
        var elsewhere = await _bench.AppElsewhereAsync();
        Assert.Equal(isOfClient, elsewhere.IsRight);
    }

    [Fact]
    public async Task A_first_token_and_a_failure_access_the_store_no_more_than_necessary()
    {
        var (writes, locks) = (0, 0);
        _bench.Script.BeforeWrite = () => Task.FromResult(writes++);
        _bench.Script.BeforeLock = () => Task.FromResult(locks++);
        await _bench.AppSource.TokenAsync();
        Assert.Equal((1, 1), (writes, locks)); // No intent: what begins again spends nothing.
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Arm(Fault.Unavailable());
        await _bench.AppSource.ErrorAsync();
        Assert.Equal(2, locks); // What all logins of the client share is left alone.
    }

    [Fact]
    public async Task A_code_that_was_rejected_is_not_sent_by_another_process_either()
    {
        (await _bench.Person.TryCodeAsync("wrong")).Left();
        await using var elsewhere = _bench.OfPerson();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.CodeRejected), (await elsewhere.TryCodeAsync("wrong")).Left());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_restore_that_could_not_be_stored_returns_the_reason()
    {
        var token = await _bench.Person.SignInAsync();
        _bench.Script.BeforeWrite = ScriptedStore.Refuse;
        Assert.IsType<StoreError>((await _bench.Person.RestoreAsync(new SavedLogin(token, Bench.Start))).Left());
        Assert.Equal(token, await _bench.Person.TokenAsync());
    }

    [Fact]
    public async Task A_limit_of_calls_stays_when_the_store_keeps_it()
    {
        await _bench.AppSource.TokenAsync();
        _bench.AppSource.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(10)));
        await _bench.AppSource.RenewAsync(); // After the limit was shared.
        var writes = 0;
        _bench.Script.BeforeWrite = () => Task.FromResult(writes++);
        _bench.Script.BeforeRemove = ScriptedStore.Refuse; // Of what all logins of the client share.
        Assert.IsType<StoreError>(await _bench.AppSource.EndCoolDownAsync());
        Assert.NotNull(_bench.AppSource.CallsLimitedUntil);
        Assert.Equal(0, writes);
    }

    [Fact]
    public async Task The_configured_share_of_jitter_is_used()
    {
        var sources = Enumerable.Range(0, 3).Select(_ => _bench.OfApp(_bench.Options with { JitterShare = 0.5 })).ToList();
        await Task.WhenAll(sources.Select(source => source.TokenAsync()));
        Assert.NotNull(Assert.Single(sources.Select(source => source.RenewsAt).Distinct()));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_app_that_works_without_its_store_for_two_tokens_saves_the_last_one(bool isEnded)
    {
        await using var source = _bench.OfApp(_bench.Options with { StartsWithoutStore = true });
        await source.TokenAsync();
        if (isEnded)
        {
            await _bench.Script.ForgetAsync(source.Key, timeProvider: _bench.Clock);
            _bench.Advance(TimeSpan.FromHours(9));
            _bench.Arm(Fault.Refuse);
            await source.ErrorAsync(); // It knows of that.
        }

        var exchanges = _bench.Exchanges;
        _bench.Script.BeforeLock = ScriptedStore.Refuse;
        for (var time = 0; time < 2; time++)
        {
            _bench.Advance(TimeSpan.FromHours(9));
            await source.TokenAsync();
            Assert.False(Assert.IsType<RenewalFailedEvent>(_bench.Events[^2]).IsOldTokenServed);
        }

        _bench.Script.BeforeLock = ScriptedStore.Nothing;
        _bench.Advance(TimeSpan.FromSeconds(1));
        var token = await source.TokenAsync();
        await source.DisposeAsync(); // Waits for the save.
        Assert.Equal(token, (await _bench.AppElsewhereAsync()).Right());
        Assert.Equal(exchanges + 2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_reply_that_could_not_be_saved_is_served_to_the_next_caller_too()
    {
        await using var source = _bench.OfApp(_bench.Options with { StartsWithoutStore = true });
        _bench.Script.BeforeWrite = ScriptedStore.Refuse;
        Assert.Equal(await source.TokenAsync(), await source.TokenAsync());
        Assert.Equal(1, _bench.Exchanges);
    }
}
