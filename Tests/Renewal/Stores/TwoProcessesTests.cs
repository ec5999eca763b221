namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>Processes that share a folder, at the moment when what is in it has expired.</summary>
public sealed class TwoProcessesTests
{
    [Theory]
    [InlineData("app", null)]
    [InlineData("app", "app")]
    [InlineData("person", "person")]
    public async Task They_make_one_exchange_between_them(string login, string? expired)
    {
        await using var world = await World.CreateAsync(expired);
        using var one = await world.StartAsync(login);
        using var two = await world.StartAsync(login);
        var runs = await Task.WhenAll(one.RunAsync(), two.RunAsync());
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.ToString()));
        Assert.StartsWith("token ", Assert.Single(runs.Select(run => run.Lines[^1]).Distinct()), StringComparison.Ordinal);
        Assert.Single(world.Podio.Requests);
        Assert.Single(runs, run => run.HasAsked);
    }
}
