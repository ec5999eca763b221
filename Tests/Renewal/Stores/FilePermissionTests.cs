using System.Diagnostics;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>What lies in the folder is the owner's alone, and nothing leads out of it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FilePermissionTests : IDisposable
{
    private const string Key = "login/a/b/login/jane";
    private const UnixFileMode OfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly ReadOnlyMemory<byte> Entry = "entry"u8.ToArray();

    // What is done to the folder or to the entry, why it is refused then, and whether the lock, which is a file of its own, is refused too.
    private static readonly Dictionary<string, (Action<FilePermissionTests> Spoil, string Why, bool IsLockRefused)> Cases = new()
    {
        ["group may write the folder"] = OpenFolder(UnixFileMode.GroupWrite),
        ["others may write the folder"] = OpenFolder(UnixFileMode.OtherWrite),
        ["others may write the folder, sticky"] = OpenFolder(UnixFileMode.OtherWrite | UnixFileMode.StickyBit),
        ["group may read the entry"] = OpenEntry(UnixFileMode.GroupRead),
        ["others may read the entry"] = OpenEntry(UnixFileMode.OtherRead),
        ["group may write the entry"] = OpenEntry(UnixFileMode.GroupWrite),
        ["others may write the entry"] = OpenEntry(UnixFileMode.OtherWrite),
        ["a folder at the entry"] = (
            it => Directory.CreateDirectory(it.TakeAway(), OfOwner | UnixFileMode.UserExecute), "is a folder", false),
        ["a pipe at the entry"] = ( // Nobody waits for it.
            it =>
            {
                using var process = Process.Start("mkfifo", ["-m", "600", it.TakeAway()]);
                process.WaitForExit();
            },
            "isn't a regular file",
            false),
        ["a file in the folder's place"] = (
            it =>
            {
                Directory.Delete(it._store.Folder, recursive: true);
                File.WriteAllText(it._store.Folder, "");
            },
            "isn't a folder",
            true),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;

    public FilePermissionTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has access control lists instead of modes.");
        _store = new FileTokenStore(_folder["store"]);
    }

    public static TheoryData<string> Names => [.. Cases.Keys];

    private string EntryFile => Directory.GetFiles(_store.Folder, "*.json").Single();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Folder_and_files_are_made_for_the_owner_alone()
    {
        await _store.WriteAsync(Key, Entry);
        await using var held = await _store.LockAsync(Key, TimeSpan.FromSeconds(10));
        Assert.Equal(OfOwner | UnixFileMode.UserExecute, File.GetUnixFileMode(_store.Folder));
        var files = Directory.GetFiles(_store.Folder);
        Assert.Equal(2, files.Length); // The entry, and the lock while it is held.
        Assert.All(files, file => Assert.Equal(OfOwner, File.GetUnixFileMode(file)));
    }

    [SkippableTheory, MemberData(nameof(Names))]
    public async Task A_file_that_others_can_access_and_what_is_not_a_file_are_refused(string name)
    {
        await _store.WriteAsync(Key, Entry);
        Cases[name].Spoil(this);
        await AssertRefusedAsync(Cases[name].Why, Cases[name].IsLockRefused);
    }

    [SkippableTheory, InlineData(true), InlineData(false)]
    public async Task A_link_at_the_entry_is_refused_and_not_followed(bool leadsSomewhere)
    {
        await _store.WriteAsync(Key, Entry);
        var target = Link(EntryFile, leadsSomewhere);
        await AssertRefusedAsync("is a symbolic link", isLockRefused: false);
        Assert.Equal(target, new FileInfo(EntryFile).LinkTarget);
        await _store.RemoveAsync(Key); // On purpose, and of the link alone.
        AssertUntouched(target, leadsSomewhere);
    }

    [SkippableTheory, InlineData(true), InlineData(false)]
    public async Task A_link_at_the_temporary_is_removed_and_not_followed(bool leadsSomewhere)
    {
        await _store.WriteAsync(Key, "old"u8.ToArray());
        var target = Link(Path.ChangeExtension(EntryFile, ".tmp"), leadsSomewhere);
        await _store.WriteAsync(Key, Entry);
        Assert.Null(new FileInfo(EntryFile).LinkTarget);
        Assert.Equal(Entry.ToArray(), (await _store.ReadAsync(Key))?.ToArray());
        AssertUntouched(target, leadsSomewhere);
    }

    [SkippableTheory]
    [InlineData(".lock", true), InlineData(".lock", false)]
    [InlineData(".write", true), InlineData(".write", false)]
    public async Task A_link_at_a_lock_is_refused_and_not_followed(string extension, bool leadsSomewhere)
    {
        await _store.WriteAsync(Key, Entry);
        var target = Link(Path.ChangeExtension(EntryFile, extension), leadsSomewhere);
        await AssertRefusedAsync("is a symbolic link", () => extension == ".lock"
            ? _store.LockAsync(Key, TimeSpan.Zero)
            : _store.WriteAsync(Key, Entry));
        AssertUntouched(target, leadsSomewhere);
    }

    [SkippableFact]
    public async Task A_path_through_a_file_is_refused_with_the_systems_reason()
    {
        await _store.WriteAsync(Key, Entry);
        await AssertRefusedAsync("can't be opened: ", () => Task.FromResult(UnixFile.OpenFile(Path.Combine(EntryFile, "entry"))));
    }

    private static (Action<FilePermissionTests> Spoil, string Why, bool IsLockRefused) OpenFolder(UnixFileMode mode) => (
        it => File.SetUnixFileMode(it._store.Folder, File.GetUnixFileMode(it._store.Folder) | mode), "can be written by others", true);

    private static (Action<FilePermissionTests> Spoil, string Why, bool IsLockRefused) OpenEntry(UnixFileMode mode) => (
        it => File.SetUnixFileMode(it.EntryFile, OfOwner | mode), "can be read or written by others", false);

    private string TakeAway()
    {
        var file = EntryFile;
        File.Delete(file);
        return file;
    }

    // Puts a link in a file's place, and what it leads to where that is to be there.
    private string Link(string file, bool leadsSomewhere)
    {
        if (leadsSomewhere)
        {
            File.WriteAllText(_folder["target"], "untouched");
            File.SetUnixFileMode(_folder["target"], OfOwner);
        }

        File.Delete(file);
        File.CreateSymbolicLink(file, _folder["target"]);
        return _folder["target"];
    }

    private static void AssertUntouched(string target, bool exists) =>
        Assert.Equal(exists ? "untouched" : null, File.Exists(target) ? File.ReadAllText(target) : null);

    private async Task AssertRefusedAsync(string why, bool isLockRefused)
    {
        await AssertRefusedAsync(why, () => _store.ReadAsync(Key));
        await AssertRefusedAsync(why, () => _store.WriteAsync(Key, Entry));
        if (isLockRefused)
        {
            await AssertRefusedAsync(why, () => _store.LockAsync(Key, TimeSpan.Zero));
            await AssertRefusedAsync(why, async () => await _store.ListAsync().ToListAsync());
        }
    }

    private async Task AssertRefusedAsync(string why, Func<Task> access)
    {
        var exception = await Assert.ThrowsAsync<StoreException>(access);
        Assert.Equal(StoreProblem.Unreadable, exception.Problem);
        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
        Assert.Empty(Descriptors.In(_folder.Path));
    }
}
