namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A code whose intent was stored, and that was not sent because the lock was in doubt.</summary>
public sealed class DoubtedCodeTests
{
    [Fact]
    public async Task A_code_is_sent_though_the_lock_was_doubted_after_its_intent_was_stored()
    {
        using var lease = new CancellationTokenSource();
        var store = new ScriptedStore { Lease = lease.Token };
        var bench = new Bench { Store = store };
        await using var source = bench.OfPerson();
        var isFirst = true;
        store.AfterWrite = () =>
        {
            if (isFirst)
            {
                isFirst = false;
                bench.Clock.Advance(TimeSpan.FromSeconds(2)); // A slow store.
            }

            return Task.CompletedTask;
        };
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        Assert.Equal(1, bench.Exchanges);
    }
}
