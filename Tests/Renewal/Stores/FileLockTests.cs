using Medallion.Threading;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>Locks of a folder: one holder among all stores and processes, and no waiting but by the clock that was given.</summary>
public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ArmedClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_stores_of_one_process_keep_each_other_out()
    {
        var (one, two) = (Lock("a"), Lock("a"));
        var held = await one.TryAcquireAsync();
        Assert.NotNull(held);
        Assert.Null(await two.TryAcquireAsync());
        Assert.Null(await one.TryAcquireAsync());
        await using (var other = await Lock("b").TryAcquireAsync())
        {
            Assert.NotNull(other);
        }

        await held.DisposeAsync();
        await held.DisposeAsync();
        await using var next = await two.TryAcquireAsync();
        Assert.NotNull(next);
        Assert.Null(await one.TryAcquireAsync());
    }

    [Fact]
    public async Task A_lock_s_file_stays_when_it_is_given_back()
    {
        (await Lock("a").AcquireAsync()).Dispose();
        var file = _folder.Single(".lock");
        (await Lock("a").AcquireAsync()).Dispose();
        Assert.Equal(file, _folder.Single(".lock"));
    }

    [Fact]
    public async Task Who_waits_gets_it_when_it_is_free()
    {
        var held = await Lock("a").AcquireAsync();
        var waiting = Lock("a").AcquireAsync().AsTask();
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        await PassTimeUntilAsync(waiting);
        await (await waiting).DisposeAsync();
    }

    [Fact]
    public async Task Who_waits_in_vain_is_told_when_the_time_is_over()
    {
        await using var held = await Lock("a").AcquireAsync();
        var begun = _clock.GetUtcNow();
        var waiting = Lock("a").TryAcquireAsync(TimeSpan.FromSeconds(30)).AsTask();
        await PassTimeUntilAsync(waiting);
        Assert.Null(await waiting);
        Assert.Equal(TimeSpan.FromSeconds(30), _clock.GetUtcNow() - begun);
        var throwing = Lock("a").AcquireAsync(TimeSpan.Zero).AsTask();
        await Assert.ThrowsAsync<TimeoutException>(() => throwing);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Lock("a").TryAcquireAsync(TimeSpan.FromSeconds(-2)));
    }

    [Fact]
    public async Task Who_waits_can_be_cancelled_and_holds_nothing_then()
    {
        var held = await Lock("a").AcquireAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = Lock("a").AcquireAsync(cancellationToken: cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await held.DisposeAsync();
        await using var next = await Lock("a").TryAcquireAsync();
        Assert.NotNull(next);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Lock("b").TryAcquireAsync(default, cancellation.Token));
    }

    [Fact]
    public async Task Many_who_want_it_at_once_have_it_one_at_a_time()
    {
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            await using var held = await new FileTokenStore(_folder.Path).Locks.CreateLock("a").AcquireAsync();
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        })));
        Assert.Equal(1, most);
    }

    private IDistributedLock Lock(string name) => new FileTokenStore(_folder.Path, _clock).Locks.CreateLock(name);

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
