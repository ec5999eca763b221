namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>The operations on files that a store in a folder consists of, one by one.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileStepTests : IDisposable
{
    private static readonly ReadOnlyMemory<byte> Entry = "entry"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Bench.Start);
    private readonly List<string> _steps = [];
    private readonly FileTokenStore _store;
    private Action<string, string> _before = (_, _) => { };

    public FileStepTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "Its locks are made of fewer.");
        _store = new FileTokenStore(_folder["store"], _clock, (step, path) =>
        {
            _steps.Add($"{step} {(path == _store!.Folder ? "folder" : Path.GetExtension(path))}");
            _before(step, path);
        });
    }

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Every_operation_does_these_in_this_order()
    {
        const string take = "open .write, create .write, open .write, lock .write, read the mark of .write";
        const string give = "mark .write, look for the mark in .write, delete .write, unlock .write";
        const string replace = "open .json, delete .tmp, create .tmp, write .tmp, flush .tmp, rename .tmp, sync folder";
        await AssertAsync(() => _store.WriteAsync("a", Entry), $"make folder, sync folder, {take}, {replace}, {give}, "
            + "list folder, open .json, read .json"); // Looks for what has ended.
        await AssertAsync(() => _store.WriteAsync("a", Entry), $"{take}, {replace}, {give}");
        await AssertAsync(() => _store.ReadAsync("a"), "open .json, read .json");
        await AssertAsync(async () => await _store.ListAsync().ToListAsync(), "list folder, open .json, read .json");
        using (var left = PrivateFile.Create(Path.ChangeExtension(Directory.GetFiles(_store.Folder).Single(), ".write")))
        {
            left.WriteByte(1);
        }

        await AssertAsync(() => _store.RemoveAsync("a"),
            "open .write, lock .write, read the mark of .write, unmark .write, delete .json, delete .tmp, sync folder, " + give);
        await AssertAsync(() => _store.RemoveAsync("a"), $"{take}, delete .json, delete .tmp, sync folder, {give}");
        Assert.Empty(Descriptors.In(_folder.Path));

        async Task AssertAsync(Func<Task> operation, string steps)
        {
            _steps.Clear();
            await operation();
            Assert.Equal(steps, string.Join(", ", _steps));
        }
    }

    [SkippableTheory, InlineData(59.9, 1), InlineData(60, 2)]
    public async Task Ended_entries_are_swept_once_per_minute(double seconds, int looks)
    {
        await _store.WriteAsync("a", Entry);
        _clock.Advance(TimeSpan.FromSeconds(seconds / 2));
        await _store.WriteAsync("a", Entry);
        _clock.Advance(TimeSpan.FromSeconds(seconds) - (TimeSpan.FromSeconds(seconds) / 2));
        await _store.WriteAsync("a", Entry);
        Assert.Equal(looks, _steps.Count(step => step == "list folder"));
    }

    [SkippableTheory]
    [InlineData("write", StoreProblem.Unwritable), InlineData("read", StoreProblem.Unreadable), InlineData("list", StoreProblem.Unreadable)]
    public async Task A_system_error_is_reported_with_the_operation(string failing, StoreProblem expected)
    {
        await _store.WriteAsync("a", Entry);
        var refusal = new UnauthorizedAccessException("The folder is another's now.");
        _before = (step, _) =>
        {
            if (step == failing)
            {
                throw refusal;
            }
        };
        var exception = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await _store.ReadAsync("a");
            await _store.ListAsync().ToListAsync();
            await _store.WriteAsync("a", Entry);
        });
        Assert.Equal((expected, refusal.Message, refusal), (exception.Problem, exception.Message, exception.InnerException));
    }

    // What is lost with the power otherwise: what was written, its name, that of the folder, and that it was removed.
    [SkippableTheory]
    [InlineData("flush", 1, true), InlineData("sync", 1, true)]
    [InlineData("sync", 2, true), InlineData("sync", 3, true)]
    [InlineData("sync", 3, false)] // By a file system that has no way to do so.
    public async Task A_failed_flush_to_the_disk_is_an_error(string step, int time, bool isError)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Elsewhere nothing tells what is open.");
        _before = (current, path) =>
        {
            if (current == step && --time == 0)
            {
                Descriptors.SpoilFlush(_steps.Contains("open .write") ? path : _folder.Path, isError); // Where the folder's own name lies.
            }
        };
        var exception = await Record.ExceptionAsync(async () =>
        {
            await _store.WriteAsync("a", Entry);
            await _store.RemoveAsync("a");
        });
        Assert.Equal((isError, 0), (exception is not null, time));
        Assert.Contains(isError ? "can't be flushed to the disk" : "", $"{exception}", StringComparison.Ordinal);
    }
}
