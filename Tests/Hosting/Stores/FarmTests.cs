namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>Processes that share a Redis, at the moment when what is in it has expired or a limit was met.</summary>
[Collection(SharedServer.Collection)]
public sealed class FarmTests(SharedServer server)
{
    [SkippableTheory]
    [InlineData("app", null)]
    [InlineData("app", "app")]
    [InlineData("person", "person")]
    public async Task Two_processes_make_one_request_between_them(string login, string? expired)
    {
        await using var farm = await Farm.CreateAsync(server.Address, expired);
        var runs = await RunAsync(farm, login, count: 2);
        Assert.StartsWith("token ", Assert.Single(runs.Select(run => run.Lines[^1]).Distinct()), StringComparison.Ordinal);
        Assert.Single(farm.Podio.Requests);
        Assert.Single(runs, run => run.HasAsked);
    }

    [SkippableFact]
    public async Task Fifty_processes_that_meet_one_rate_limit_make_one_request()
    {
        await using var farm = await Farm.CreateAsync(server.Address, expired: "app");
        farm.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        List<JournalRun> runs = [];
        for (var wave = 0; wave < 5; wave++)
        {
            runs.AddRange(await RunAsync(farm, "app", count: 10));
        }

        Assert.Equal(50, runs.Count);
        Assert.All(runs, run => Assert.Equal($"error {nameof(CoolingDownError)}", run.Lines[^1]));
        Assert.Single(farm.Podio.Requests);
        Assert.Single(runs, run => run.HasAsked);
    }

    private static async Task<IReadOnlyList<JournalRun>> RunAsync(Farm farm, string login, int count)
    {
        var processes = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => farm.StartAsync(login)));
        try
        {
            var runs = await Task.WhenAll(processes.Select(process => process.RunAsync()));
            Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.ToString()));
            return runs;
        }
        finally
        {
            Array.ForEach(processes, process => process.Dispose());
        }
    }
}
