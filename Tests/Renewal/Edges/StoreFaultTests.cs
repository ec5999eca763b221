namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A store that fails in ways of its own: nothing that Podio gave is lost, and nobody is kept waiting for it.</summary>
public sealed class StoreFaultTests
{
    private readonly Bench _bench = Bench.Scripted();

    [Fact]
    public async Task A_write_that_the_store_cancels_is_retried_and_the_old_token_is_kept()
    {
        var old = await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        var timeout = new TaskCanceledException("The HTTP client ran out of time.");
        _bench.Script.BeforeWrite = ScriptedStore.Fail(timeout, after: 1); // After the intent.
        Assert.Equal(old, await _bench.Person.TokenAsync());
        Assert.Equal(
            TokenSourceError.Store(StoreProblem.Unwritable, nameof(TaskCanceledException)),
            Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).Error);

        _bench.Advance(TimeSpan.FromSeconds(31));
        var renewed = await _bench.Person.TokenAsync();
        Assert.NotEqual(old, renewed);
        Assert.Equal(renewed, Assert.IsType<RenewedEvent>(_bench.Events[^1]).RevealLogin().Token);
        Assert.Equal(renewed, (await _bench.PersonElsewhereAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_read_that_is_canceled_by_the_store_itself_is_a_failure_like_any_other()
    {
        _bench.Script.BeforeRead = ScriptedStore.Fail(new OperationCanceledException());
        Assert.Equal(
            TokenSourceError.Store(StoreProblem.Unreadable, nameof(OperationCanceledException)), await _bench.AppSource.ErrorAsync());
        _bench.Script.BeforeLock = ScriptedStore.Fail(new OperationCanceledException());
        _bench.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<StoreError>(await _bench.AppSource.ErrorAsync());
        _bench.Advance(TimeSpan.FromSeconds(1));
        await _bench.AppSource.TokenAsync();
    }

    [Fact]
    public async Task A_failing_store_is_read_once_per_second_however_many_callers_there_are()
    {
        _bench.Script.BeforeRead = () => throw new IOException("The disk is gone.");
        for (var call = 0; call < 1_000; call++)
        {
            Assert.IsType<StoreError>(await _bench.AppSource.ErrorAsync());
        }

        Assert.Equal(1, _bench.Script.Looks);
        Assert.Single(_bench.Events);
        _bench.Advance(TimeSpan.FromSeconds(1));
        await _bench.AppSource.GetTokenAsync();
        Assert.Equal(2, _bench.Script.Looks);
    }

    [Fact]
    public async Task A_rejected_token_is_renewed_at_once_after_a_failed_read()
    {
        var token = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        _bench.Script.BeforeRead = ScriptedStore.Fail(new IOException());
        Assert.Equal(token, await _bench.AppSource.TokenAsync());
        _bench.AppSource.ReportRejected(token.AccessToken);
        Assert.NotEqual(token, await _bench.AppSource.TokenAsync());
    }

    [Fact]
    public async Task An_unsaved_reply_delays_no_caller_while_the_old_token_is_valid()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.Equal(old, await _bench.AppSource.TokenAsync());
        _bench.Advance(TimeSpan.FromSeconds(1));
        var slow = new TaskCompletionSource();
        _bench.Script.BeforeLock = () => slow.Task;
        var asking = _bench.AppSource.GetTokenAsync();
        Assert.True(asking.IsCompleted);
        Assert.Equal(old, (await asking).Right());
        slow.SetResult();
    }

    [Fact]
    public async Task The_diagnosis_keeps_the_exception_of_the_store_without_the_secrets_that_the_source_knows()
    {
        var token = await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new InvalidOperationException(
            $"key=x; value={token.RefreshToken!.Reveal()}; secret={SamplePodio.Client.ClientSecret.Reveal()}"));
        await _bench.Person.ErrorAsync();
        var told = Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]);
        Assert.Contains("key=x; value=[redacted]; secret=[redacted]", told.Diagnosis, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), told.Diagnosis, StringComparison.Ordinal);
        Assert.DoesNotContain("key=x", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_diagnosis_of_a_login_that_could_not_be_stored_does_not_contain_it()
    {
        var login = new SavedLogin(
            new Token("access-hunter2", "bearer", TimeSpan.FromHours(8), "refresh-hunter2", TokenReference.None, null), Bench.Start);
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new InvalidOperationException(
            $"key=x; value={login.Token.AccessToken.Reveal()}, {login.Token.RefreshToken!.Reveal()}"));
        Assert.IsType<StoreError>((await _bench.Person.RestoreAsync(login)).Left());
        var told = Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]);
        Assert.Contains("key=x; value=[redacted], [redacted]", told.Diagnosis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_without_an_exception_has_no_diagnosis()
    {
        (await _bench.Person.TryCodeAsync("unknown")).Left();
        Assert.Null(Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).Diagnosis);
    }

    [Theory]
    [InlineData(true)] // It was refused before it was saved: it is saved and renewed.
    [InlineData(false)] // Somebody wants another.
    public async Task An_unsaved_token_is_not_the_answer_for_a_caller_that_needs_a_new_one(bool isRejected)
    {
        await using var source = _bench.OfApp(_bench.Options with { StartsWithoutStore = true });
        _bench.Script.BeforeLock = ScriptedStore.Refuse;
        var served = await source.TokenAsync();
        _bench.Script.BeforeLock = ScriptedStore.Nothing;
        if (isRejected)
        {
            source.ReportRejected(served.AccessToken);
        }

        _bench.Advance(TimeSpan.FromSeconds(5));
        Assert.NotEqual(served, (await (isRejected ? source.GetTokenAsync() : source.RenewAsync())).Right());
    }

    [Fact]
    public async Task A_requested_renewal_returns_a_token_that_could_not_be_saved_before()
    {
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException());
        await _bench.AppSource.ErrorAsync();
        var token = (await _bench.AppSource.RenewAsync()).Right();
        Assert.Equal(token, Assert.IsType<RenewedEvent>(_bench.Events[^1]).RevealLogin().Token);
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_token_that_ended_before_it_could_be_saved_is_renewed_at_once()
    {
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>((await _bench.Person.TryCodeAsync()).Left());
        _bench.Advance(TimeSpan.FromHours(9));
        await _bench.Person.TokenAsync();
    }
}
