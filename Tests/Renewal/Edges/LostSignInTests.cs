namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A sign-in that lost its lock before it sent anything.</summary>
public sealed class LostSignInTests
{
    [Fact]
    public async Task A_sign_in_that_lost_its_lock_is_not_answered_with_the_login_from_before()
    {
        using var lease = new CancellationTokenSource();
        var store = new ScriptedStore();
        var bench = new Bench { Store = store };
        await using var source = bench.OfPerson();
        var first = (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        bench.Clock.Advance(TimeSpan.FromHours(8));
        store.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>((await source.GetTokenAsync()).Left());
        store.Lease = lease.Token;
        store.BeforeRead = async () =>
        {
            store.BeforeRead = () => Task.CompletedTask;
            await lease.CancelAsync();
            store.Lease = default;
        };
        Assert.IsType<LockLostError>((await source.SignInAsync(SamplePodio.Codes[1], SamplePodio.RedirectUri)).Left());
        Assert.Equal(2, bench.Exchanges);
        Assert.NotEqual(first, (await source.GetTokenAsync()).Right());
    }

    [Fact]
    public async Task A_code_is_sent_though_the_lock_was_lost_after_its_intent_was_stored()
    {
        using var lease = new CancellationTokenSource();
        var store = new ScriptedStore { Lease = lease.Token };
        var bench = new Bench { Store = store };
        await using var source = bench.OfPerson();
        store.AfterWrite = async () =>
        {
            store.AfterWrite = () => Task.CompletedTask;
            store.Lease = CancellationToken.None; // The next lock is another.
            await lease.CancelAsync();
        };
        var token = (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        Assert.Equal(token, (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right());
        Assert.Equal(1, bench.Exchanges);
    }
}
