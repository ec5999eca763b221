using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A store that fails in ways of its own: nothing that Podio gave is lost, and nobody is kept waiting for it.</summary>
public sealed class StoreFaultTests
{
    private readonly ScriptedStore _store = new();
    private readonly Bench _bench;

    public StoreFaultTests() => _bench = new Bench { Store = _store };

    [Fact]
    public async Task A_write_that_is_canceled_by_the_store_itself_is_owed_and_the_old_token_is_kept()
    {
        await using var source = _bench.OfPerson();
        var old = await SignInAsync(source);
        _bench.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        var timeout = new TaskCanceledException("The HTTP client ran out of time.");
        _store.BeforeWrite = ScriptedStore.Fail(timeout, after: 1); // After the intent.
        Assert.Equal(old, (await source.GetTokenAsync()).Right());
        Assert.Equal(
            TokenSourceError.Store(StoreProblem.Unwritable, nameof(TaskCanceledException)),
            Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).Error);

        _bench.Clock.Advance(TimeSpan.FromSeconds(31));
        var renewed = (await source.GetTokenAsync()).Right();
        Assert.NotEqual(old, renewed);
        await using var next = _bench.OfPerson();
        Assert.Equal(renewed, (await next.GetTokenAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_read_that_is_canceled_by_the_store_itself_is_a_failure_like_any_other()
    {
        await using var source = _bench.OfApp();
        _store.BeforeRead = ScriptedStore.Fail(new OperationCanceledException());
        Assert.Equal(
            TokenSourceError.Store(StoreProblem.Unreadable, nameof(OperationCanceledException)), (await source.GetTokenAsync()).Left());
        _store.BeforeLock = ScriptedStore.Fail(new OperationCanceledException());
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<StoreError>((await source.GetTokenAsync()).Left());
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await source.GetTokenAsync()).Right();
    }

    [Fact]
    public async Task A_store_that_fails_is_looked_at_once_a_second_however_many_ask()
    {
        await using var source = _bench.OfApp();
        _store.BeforeRead = () => throw new IOException("The disk is gone.");
        for (var call = 0; call < 1_000; call++)
        {
            Assert.IsType<StoreError>((await source.GetTokenAsync()).Left());
        }

        Assert.Equal(1, _store.Looks);
        Assert.Single(_bench.Events);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await source.GetTokenAsync();
        Assert.Equal(2, _store.Looks);
    }

    [Fact]
    public async Task A_rejected_token_is_renewed_at_once_after_a_failed_look()
    {
        await using var source = _bench.OfApp();
        var token = (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        _store.BeforeRead = ScriptedStore.Fail(new IOException());
        Assert.Equal(token, (await source.GetTokenAsync()).Right());
        source.ReportRejected(token.AccessToken);
        Assert.NotEqual(token, (await source.GetTokenAsync()).Right());
    }

    [Fact]
    public async Task A_save_that_is_owed_keeps_nobody_waiting_while_the_old_token_lives()
    {
        await using var source = _bench.OfApp();
        var old = (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        _store.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.Equal(old, (await source.GetTokenAsync()).Right());
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var slow = new TaskCompletionSource();
        _store.BeforeLock = () => slow.Task;
        var asking = source.GetTokenAsync();
        Assert.True(asking.IsCompleted);
        Assert.Equal(old, (await asking).Right());
        slow.SetResult();
    }

    [Fact]
    public async Task What_the_store_threw_is_kept_for_a_diagnosis_without_the_secrets_that_the_source_knows()
    {
        await using var source = _bench.OfPerson();
        var token = await SignInAsync(source);
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        _store.BeforeWrite = ScriptedStore.Fail(new InvalidOperationException(
            $"key=x; value={token.RefreshToken!.Reveal()}; secret={SamplePodio.Client.ClientSecret.Reveal()}"));
        (await source.GetTokenAsync()).Left();
        var told = Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]);
        Assert.Contains("key=x; value=[redacted]; secret=[redacted]", told.Diagnosis, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), told.Diagnosis, StringComparison.Ordinal);
        Assert.DoesNotContain("key=x", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_without_an_exception_has_no_diagnosis()
    {
        await using var source = _bench.OfPerson();
        (await source.SignInAsync("unknown", SamplePodio.RedirectUri)).Left();
        Assert.Null(Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).Diagnosis);
    }

    private static async Task<Token> SignInAsync(SignedInTokenSource source) =>
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
}
