using PodioOAuth.Functional.RenewalProcess;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>Processes that share a folder.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("app", null), InlineData("app", "app"), InlineData("person", "person")]
    public async Task If_a_login_has_expired_two_processes_make_one_exchange(string login, string? expired)
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

    // What a kill leaves at each of its steps is the matter of CrashContract.
    [Theory, InlineData(2, "after lock"), InlineData(8, "after write")]
    public async Task A_killed_process_releases_its_lock(int step, string point)
    {
        await using var world = await World.CreateAsync(expired: "person");
        using var process = await world.StartAsync("person", killAt: step);
        var run = await process.RunAsync();
        Assert.True(run.ExitCode == (OperatingSystem.IsWindows() ? -1 : 137), run.ToString());
        Assert.Equal((step, point), (run.Lines.Count, run.Lines[^1]));
        (await world.Podio.AskAsync("person", world.Store)).Right();
    }

    [Fact]
    public async Task No_two_of_many_callers_hold_a_lock_at_once()
    {
        const int processes = 3;
        const int rounds = 150;
        var started = await Task.WhenAll(Enumerable.Range(0, processes).Select(_ =>
            JournalProcess.StartAsync(World.Assembly, _folder.Path, "count", rounds.ToString(CultureInfo.InvariantCulture))));
        var counter = new LockedCounter(_folder.Path);
        var own = Task.WhenAll(Enumerable.Range(0, processes).Select(_ => Task.Run(() => counter.RaiseAsync(rounds))));
        var runs = await Task.WhenAll(started.Select(process => process.RunAsync()));
        await own.WaitAsync(RunningProcess.Patience);
        Array.ForEach(started, process => process.Dispose());
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.ToString()));
        Assert.Equal(2 * processes * rounds, counter.Number); // Raised by reading and writing: where two had the lock, a step is lost.
        Assert.True(
            OperatingSystem.IsWindows() || !_folder.Names.Any(name => name.EndsWith(".lock", StringComparison.Ordinal)), "One is left.");
    }
}
