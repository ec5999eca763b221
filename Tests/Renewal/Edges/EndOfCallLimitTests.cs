namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>Whoever ends the cool-downs means the limit of the calls too.</summary>
public sealed class EndOfCallLimitTests
{
    [Fact]
    public async Task What_ends_the_cool_downs_ends_that_of_the_calls()
    {
        var bench = new Bench();
        await using var source = bench.OfApp();
        (await source.GetTokenAsync()).Right();
        source.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(10)));
        Assert.NotNull(source.CallsLimitedUntil);
        Assert.Null(await source.EndCoolDownAsync());
        Assert.Null(source.CallsLimitedUntil);
    }
}
