using PodioOAuth.Functional.RenewalProcess;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A number in a file, which everybody raises by reading and writing it under the lock: where two had the lock at once, a step is
/// lost.</summary>
public sealed class LockRaceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_many_that_take_it_and_give_it_back_no_two_have_it_at_once()
    {
        const int takers = 8;
        const int rounds = 150;
        var counter = new LockedCounter(_folder.Path);
        await Task.WhenAll(Enumerable.Range(0, takers).Select(_ => Task.Run(() => counter.RaiseAsync(rounds)))).WaitAsync(Patience);
        Assert.Equal(takers * rounds, counter.Number);
        AssertNoLockIsLeft();
    }

    [Fact]
    public async Task Nor_of_many_processes()
    {
        const int processes = 3;
        const int rounds = 300;
        var started = await Task.WhenAll(Enumerable.Range(0, processes)
            .Select(_ => JournalProcess.StartAsync(World.Program, _folder.Path, "count", $"{rounds}")));
        var runs = await Task.WhenAll(started.Select(process => process.RunAsync()));
        Array.ForEach(started, process => process.Dispose());
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.ToString()));
        Assert.Equal(processes * rounds, new LockedCounter(_folder.Path).Number);
        AssertNoLockIsLeft();
    }

    private void AssertNoLockIsLeft()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.DoesNotContain(_folder.Names, name => name.EndsWith(".lock", StringComparison.Ordinal));
        }
    }
}
