namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>Processes that share a Redis, at the moment when what is in it has expired or a limit was met.</summary>
[Collection(SharedServer.Collection)]
public sealed class FarmTests(SharedServer server)
{
    // What is left of the lease when the process is stopped. Its own lease is a long one: a busy machine must not end it before. A pause of
    // more than a second is what makes a holder doubt its lock.
    private static readonly TimeSpan LeaseLeft = TimeSpan.FromSeconds(1.5);

    [SkippableTheory, InlineData("app", null), InlineData("app", "app"), InlineData("person", "person")]
    public async Task Two_processes_make_one_request_between_them(string login, string? expired)
    {
        await using var farm = await Farm.CreateAsync(server.Address, expired);
        var runs = await RunAsync(farm, login, count: 2);
        Assert.StartsWith("token ", Assert.Single(runs.Select(run => run.Lines[^1]).Distinct()), StringComparison.Ordinal);
    }

    // One asks, some wait for its lock, and those who come later find what it left.
    [SkippableFact]
    public async Task Processes_that_share_a_rate_limit_make_one_request()
    {
        await using var farm = await Farm.CreateAsync(server.Address, expired: "app");
        farm.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        var runs = await RunAsync(farm, "app", count: 4);
        Assert.All(runs, run => Assert.Equal($"error {nameof(CoolingDownError)}", run.Lines[^1]));
        Assert.IsType<CoolingDownError>((await farm.GetAsync("app")).Left());
        Assert.Single(farm.Podio.Requests);
    }

    // What a kill leaves at each of its steps is the matter of CrashTests.
    [SkippableFact]
    public async Task A_process_that_is_killed_leaves_its_lock_to_the_next_when_the_lease_is_over()
    {
        await using var farm = await Farm.CreateAsync(server.Address, expired: "person");
        using var process = await farm.StartAsync("person", killAt: 8);
        var run = await process.RunAsync();
        Assert.Equal((OperatingSystem.IsWindows() ? -1 : 137, 8, "after write"), (run.ExitCode, run.Lines.Count, run.Lines[^1]));
        await farm.LetLeaseRunOutAsync(TimeSpan.FromMilliseconds(20));
        (await farm.GetAsync("person")).Right();
    }

    // From the taking of the lock to the intent, which is written: the request has not been sent. A write that is under way cannot be
    // called back, and neither can a request.
    [SkippableTheory]
    [InlineData(2, "after lock"), InlineData(4, "after read")]
    [InlineData(6, "after read"), InlineData(8, "after write")]
    public async Task One_that_is_stopped_for_longer_than_its_lease_sends_nothing_when_it_is_continued(int step, string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal that stops a process.");
        await using var farm = await Farm.CreateAsync(server.Address, expired: "person");
        using var process = await farm.StartAsync("person", waitAt: step);
        await process.GoAsync();
        await process.ComeToAsync(step);
        await process.StopAsync();
        await process.GoAsync(); // It will be read when it is continued.
        await farm.LetLeaseRunOutAsync(LeaseLeft);
        var others = (await farm.GetAsync("person")).Right(); // Waits until the lease is over.
        await process.ContinueAsync();
        var run = await process.EndAsync();
        Assert.Equal(name, run.Lines[step - 1]);
        Assert.False(run.HasAsked, run.ToString());
        Assert.Single(farm.Podio.Requests);
        Assert.Equal(0, run.ExitCode);
        Assert.True(
            run.Lines[^1].StartsWith("token ", StringComparison.Ordinal) || run.Lines[^1] == $"error {nameof(LockLostError)}",
            run.ToString());
        Assert.Equal(others, (await farm.GetAsync("person")).Right());
    }

    private static async Task<IReadOnlyList<JournalRun>> RunAsync(Farm farm, string login, int count)
    {
        var processes = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => farm.StartAsync(login)));
        try
        {
            var runs = await Task.WhenAll(processes.Select(process => process.RunAsync()));
            Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.ToString()));
            Assert.Single(farm.Podio.Requests);
            Assert.Single(runs, run => run.HasAsked);
            return runs;
        }
        finally
        {
            Array.ForEach(processes, process => process.Dispose());
        }
    }
}
