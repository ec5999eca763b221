namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A token that could not be saved when it came, and that is of no use once it can.</summary>
public sealed class OwedSaveTests
{
    [Fact]
    public async Task A_token_that_was_refused_before_it_was_saved_is_saved_and_renewed()
    {
        var (bench, source) = await ServedWithoutStoreAsync();
        await using var _ = source;
        var served = (await source.GetTokenAsync()).Right();
        source.ReportRejected(served.AccessToken);
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.NotEqual(served, (await source.GetTokenAsync()).Right());
    }

    [Fact]
    public async Task A_token_that_waits_for_its_save_is_no_answer_to_who_wants_another()
    {
        var (bench, source) = await ServedWithoutStoreAsync();
        await using var _ = source;
        var served = (await source.GetTokenAsync()).Right();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.NotEqual(served, (await source.RenewAsync()).Right());
    }

    [Fact]
    public async Task A_token_that_ended_before_it_could_be_saved_is_renewed_at_once()
    {
        var store = new ScriptedStore();
        var bench = new Bench { Store = store };
        await using var source = bench.OfPerson();
        store.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>((await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Left());
        bench.Clock.Advance(TimeSpan.FromHours(9));
        (await source.GetTokenAsync()).Right();
    }

    private static async Task<(Bench Bench, TokenSource Source)> ServedWithoutStoreAsync()
    {
        var store = new ScriptedStore();
        var bench = new Bench { Store = store };
        var source = TokenSource.Unattended(bench.Exchange, Bench.App, bench.Options with { StartsWithoutStore = true });
        store.BeforeLock = () => Task.FromException(new IOException());
        (await source.GetTokenAsync()).Right();
        store.BeforeLock = () => Task.CompletedTask;
        return (bench, source);
    }
}
