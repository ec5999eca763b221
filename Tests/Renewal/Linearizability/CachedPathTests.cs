namespace PodioOAuth.Functional.Renewal.Tests.Linearizability;

/// <summary>Callers, refusals, limits and the clock, all at once: what everybody is told has to come of some order of them.</summary>
public sealed class CachedPathTests
{
    [Fact]
    public void The_results_of_callers_match_some_order_of_the_events()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var history = History.Random(seed);
            Assert.True(history.IsOfSomeOrder(CachedPath.OfSource, seed, out var outcome), $"seed {seed}: {history}\nTold: {outcome}");
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void A_cache_that_publishes_the_expiry_before_the_token_is_found(int seed)
    {
        var callers = History.OfCallers(2);
        var told = Enumerable.Range(seed * 1000, 100)
            .Select(one => callers.IsOfSomeOrder(CachedPath.OfRacyCache, one, out var outcome) ? "" : outcome);
        Assert.Contains(told, outcome => outcome.Contains("no token", StringComparison.Ordinal));
    }
}
