namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A limit that could not be shared with the other logins of the client.</summary>
public sealed class UnsharedLimitTests
{
    [Fact]
    public async Task A_code_that_met_it_counts_as_not_sent()
    {
        var store = new ScriptedStore();
        var bench = new Bench { Store = store };
        await using var source = bench.OfPerson();
        bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromMinutes(1))));
        store.BeforeLock = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>((await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Left());
        await using var other = bench.OfPerson();
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        (await other.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
    }
}
