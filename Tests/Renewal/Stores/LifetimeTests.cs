namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>What a store keeps for a while only is gone then, and what came and went leaves nothing behind.</summary>
public sealed class LifetimeTests : IDisposable
{
    private static readonly ReadOnlyMemory<byte> Entry = "entry"u8.ToArray();
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Bench.Start);

    public static TheoryData<bool> Stores => [true, false];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Stores))]
    public async Task An_entry_ends_with_its_lifetime_and_not_before(bool isFile)
    {
        var store = Store(isFile);
        await store.WriteAsync("a", Entry, Month);
        await store.WriteAsync("b", Entry, TimeSpan.MaxValue);
        await store.WriteAsync("c", Entry);
        _clock.Advance(Month - TimeSpan.FromTicks(1));
        Assert.NotNull(await store.ReadAsync("a"));
        Assert.Equal(["a", "b", "c"], await KeysAsync(store));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await store.ReadAsync("a"));
        Assert.Equal(["b", "c"], await KeysAsync(store));
        _clock.Advance(TimeSpan.FromDays(20_000));
        Assert.Equal(["b", "c"], await KeysAsync(store));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task An_overwritten_entry_has_the_lifetime_of_the_last_write(bool isFile)
    {
        var store = Store(isFile);
        await store.WriteAsync("a", Entry, Month);
        await store.WriteAsync("a", Entry);
        await store.WriteAsync("b", Entry);
        await store.WriteAsync("b", Entry, Month);
        _clock.Advance(Month);
        await store.WriteAsync("c", Entry, Month); // Which removes what has ended.
        Assert.Equal(["a", "c"], await KeysAsync(store));
        Assert.Equal((2, 0), store is InMemoryTokenStore memory ? memory.Count : (2, 0));
    }

    [Fact]
    public async Task An_entry_that_was_replaced_or_removed_leaves_nothing_in_memory()
    {
        var store = new InMemoryTokenStore(_clock);
        for (var time = 0; time < 1_000; time++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await store.WriteAsync("a", Entry, Month);
        }

        Assert.Equal((1, 1), (store.Count.Entries, store.Ends));
        await store.RemoveAsync("a");
        Assert.Equal((0, 0), (store.Count.Entries, store.Ends));
        await store.WriteAsync("a", Entry, Month);
        await store.WriteAsync("a", Entry);
        Assert.Equal((1, 0), (store.Count.Entries, store.Ends));
        await store.RemoveAsync("b"); // Which was never there.
        Assert.Equal((1, 0), (store.Count.Entries, store.Ends));
    }

    [Theory, InlineData(10, 40), InlineData(40, 10), InlineData(10, 10), InlineData(0, 10)] // 0 for no end.
    public async Task An_entry_leaves_the_memory_when_the_lifetime_of_the_last_write_ends(int days, int lastDays)
    {
        var store = new InMemoryTokenStore(_clock);
        await store.WriteAsync("a", Entry, days > 0 ? TimeSpan.FromDays(days) : null);
        await store.WriteAsync("a", Entry, TimeSpan.FromDays(lastDays));
        _clock.Advance(TimeSpan.FromDays(lastDays) - TimeSpan.FromTicks(1));
        await store.WriteAsync("b", Entry);
        Assert.Equal((2, 1), (store.Count.Entries, store.Ends));
        _clock.Advance(TimeSpan.FromTicks(1));
        await store.WriteAsync("b", Entry);
        Assert.Equal((1, 0), (store.Count.Entries, store.Ends));
        Assert.Equal(["b"], await KeysAsync(store));
    }

    [Fact]
    public async Task A_lock_that_was_waited_for_in_vain_leaves_nothing_in_memory()
    {
        var store = new InMemoryTokenStore();
        await using (await store.LockAsync("a", TimeSpan.Zero))
        {
            Assert.Null(await store.LockAsync("a", TimeSpan.Zero));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => store.LockAsync("b", TimeSpan.Zero, new CancellationToken(canceled: true)));
            Assert.Equal((0, 1), store.Count);
        }

        Assert.Equal((0, 0), store.Count);
    }

    [Fact]
    public async Task A_later_write_removes_the_file_of_what_has_ended_and_what_a_killed_process_left()
    {
        var store = Store(isFile: true);
        await store.WriteAsync("a", Entry, Month);
        var ended = _folder.Single(".json");
        Array.ForEach([".lock", ".write", ".tmp"], extension => Leave(Path.ChangeExtension(ended, extension)));
        var another = _folder[new string('a', 63) + "z.tmp"]; // No key's: it has a letter that is no digit.
        Leave(another);
        _clock.Advance(Month);
        await Store(isFile: true).WriteAsync("b", Entry);
        Assert.False(File.Exists(ended));
        AssertNames(2); // The new one, and what is not the store's.
        Assert.True(File.Exists(another));
    }

    [Fact]
    public async Task Files_in_use_and_damaged_files_stay_and_do_not_fail_a_write()
    {
        var store = Store(isFile: true);
        await store.WriteAsync("a", Entry, Month);
        var ended = _folder.Single(".json");
        await using var held = await store.LockAsync("a", TimeSpan.Zero);
        await File.WriteAllTextAsync(ended, (await File.ReadAllTextAsync(ended))[..60]);
        _clock.Advance(Month);
        await store.WriteAsync("b", Entry);
        Assert.True(File.Exists(ended));
        Assert.True(File.Exists(Path.ChangeExtension(ended, ".lock")));
        Assert.Null(await Store(isFile: true).LockAsync("a", TimeSpan.Zero));
    }

    // Somebody signs in again just when the old entry has ended.
    [SkippableFact]
    public async Task A_file_that_is_being_written_is_not_removed()
    {
        Skip.If(OperatingSystem.IsWindows(), "The lock is taken by its file.");
        var store = Store(isFile: true);
        await store.WriteAsync("a", Entry, Month);
        _clock.Advance(Month);
        var ended = _folder.Single(".json");
        using (new PrivateFolder(_folder.Path).TryLock(Path.ChangeExtension(ended, ".write")))
        {
            await store.WriteAsync("b", Entry);
            Assert.True(File.Exists(ended));
        }
    }

    [Fact]
    public async Task A_write_looks_at_a_bounded_number_of_files_and_the_next_ones_at_the_others()
    {
        const int count = (2 * FolderSweep.MostFiles) + 10;
        var (store, folder) = (Store(isFile: true), new PrivateFolder(_folder.Path));
        for (var number = 0; number < count; number++)
        {
            Leave(folder.FileOf($"{number}", PrivateFolder.Entry), EntryFile.Write($"{number}", Bench.Start, Entry.Span));
        }

        await store.WriteAsync("first", Entry);
        AssertNames(count + 1 - FolderSweep.MostFiles, tolerance: 1); // It may have looked at the first one too.
        for (var minute = 1; minute <= 3; minute++)
        {
            _clock.Advance(FolderSweep.Interval);
            await store.WriteAsync("first", Entry);
        }

        AssertNames(1);
    }

    private IListableTokenStore Store(bool isFile) => isFile ? new FileTokenStore(_folder.Path, _clock) : new InMemoryTokenStore(_clock);

    private void AssertNames(int expected, int tolerance = 0) =>
        Assert.InRange(
            _folder.Names.Count(name => !OperatingSystem.IsWindows() || name.EndsWith(".json", StringComparison.Ordinal)),
            expected,
            expected + tolerance);

    private static void Leave(string file, ReadOnlySpan<byte> content = default)
    {
        using var stream = PrivateFile.Create(file);
        stream.Write(content);
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(IListableTokenStore store) =>
        await store.ListAsync().Order(StringComparer.Ordinal).ToListAsync();
}
