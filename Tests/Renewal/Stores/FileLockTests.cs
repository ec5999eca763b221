namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>Locks of a folder: one holder among all stores and processes, and no waiting but by the clock that was given.</summary>
public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ArmedClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_locks_file_exists_while_it_is_held()
    {
        Skip.If(OperatingSystem.IsWindows(), "On Windows it stays until a later write.");
        Assert.Empty(_folder.Names);
        await using (await LockAsync())
        {
            Assert.Null(await Store().LockAsync("a", TimeSpan.Zero));
            Assert.EndsWith(".lock", Assert.Single(_folder.Names), StringComparison.Ordinal);
            Assert.InRange(Descriptors.In(_folder.Path).Count(), 0, 1); // Of who has it alone.
        }

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_waiter_gets_the_lock_when_it_is_released()
    {
        var held = await LockAsync();
        var waiting = Store().LockAsync("a", TimeSpan.FromDays(2));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        await PassTimeUntilAsync(waiting);
        await (await waiting)!.DisposeAsync();
    }

    [Fact]
    public async Task A_waiter_gets_null_after_the_timeout()
    {
        await using var held = await LockAsync();
        var begun = _clock.GetUtcNow();
        var tries = new List<double>();
        var waiting = new FileTokenStore(_folder.Path, _clock, (step, _) => tries.Add((_clock.GetUtcNow() - begun).TotalMilliseconds))
            .LockAsync("a", TimeSpan.FromSeconds(30));
        await PassTimeUntilAsync(waiting);
        Assert.Null(await waiting);
        Assert.Equal(TimeSpan.FromSeconds(30), _clock.GetUtcNow() - begun);
        Assert.Equal(OperatingSystem.IsWindows() ? [] : [0, 5, 15, 35, 75, 155, 255, 355], tries.Distinct().Take(8));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store().LockAsync("a", TimeSpan.FromSeconds(-2)));
    }

    [Fact]
    public async Task A_waiter_can_be_canceled_and_then_holds_nothing()
    {
        var held = await LockAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = Store().LockAsync("a", TimeSpan.FromDays(1), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await held.DisposeAsync();
        await using var next = await Store().LockAsync("a", TimeSpan.Zero);
        Assert.NotNull(next);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store().LockAsync("b", TimeSpan.Zero, cancellation.Token));
    }

    [Fact]
    public async Task Concurrent_callers_hold_the_lock_one_at_a_time()
    {
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            await using var held = await new FileTokenStore(_folder.Path).LockAsync("a", RunningProcess.Patience);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        })));
        Assert.Equal(1, most);
    }

    private FileTokenStore Store() => new(_folder.Path, _clock);

    private async Task<StoreLock> LockAsync() => (await Store().LockAsync("a", TimeSpan.Zero))!;

    // Only while somebody waits by it: what a busy machine takes to look at the lock again is no time of this clock.
    private async Task PassTimeUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _clock.Advance(_clock.IsArmed ? TimeSpan.FromMilliseconds(5) : TimeSpan.Zero);
            await Task.Yield();
        }
    }
}
