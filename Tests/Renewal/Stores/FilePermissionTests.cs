using System.Diagnostics;
using System.Runtime.Versioning;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>What lies in the folder is the owner's alone, and nothing leads out of it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FilePermissionTests : IDisposable
{
    private const string Key = "login/a/b/login/jane";
    private const string NoModes = "Windows has access control lists instead of modes.";
    private const UnixFileMode OfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly ReadOnlyMemory<byte> Entry = "entry"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;

    public FilePermissionTests()
    {
        Skip.If(OperatingSystem.IsWindows(), NoModes);
        _store = new FileTokenStore(_folder["store"]);
    }

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

    [SkippableTheory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherWrite | UnixFileMode.StickyBit)]
    public async Task A_folder_that_others_may_write_is_refused(UnixFileMode mode)
    {
        await _store.WriteAsync(Key, Entry);
        File.SetUnixFileMode(_store.Folder, File.GetUnixFileMode(_store.Folder) | mode);
        await IsRefusedAsync("may be written by others");
    }

    [SkippableTheory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task An_entry_that_others_may_read_or_write_is_refused(UnixFileMode mode)
    {
        await _store.WriteAsync(Key, Entry);
        File.SetUnixFileMode(EntryFile, OfOwner | mode);
        await IsRefusedAsync("may be read or written by others", locks: false);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_at_the_entry_is_refused_and_not_followed(bool leadsSomewhere)
    {
        var target = Target(leadsSomewhere);
        await _store.WriteAsync(Key, Entry);
        Link(EntryFile, target);
        await IsRefusedAsync("is a symbolic link", locks: false);
        Assert.Equal(target, new FileInfo(EntryFile).LinkTarget);
        await _store.RemoveAsync(Key); // On purpose, and of the link alone.
        AssertUntouched(target, leadsSomewhere);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_at_the_temporary_is_removed_and_not_followed(bool leadsSomewhere)
    {
        var target = Target(leadsSomewhere);
        await _store.WriteAsync(Key, "old"u8.ToArray());
        Link(Path.ChangeExtension(EntryFile, ".tmp"), target);
        await _store.WriteAsync(Key, Entry);
        Assert.Null(new FileInfo(EntryFile).LinkTarget);
        Assert.Equal(Entry.ToArray(), (await _store.ReadAsync(Key))?.ToArray());
        AssertUntouched(target, leadsSomewhere);
    }

    [SkippableTheory]
    [InlineData(".lock", true)]
    [InlineData(".lock", false)]
    [InlineData(".write", true)]
    [InlineData(".write", false)]
    public async Task A_link_at_a_lock_is_refused_and_not_followed(string extension, bool leadsSomewhere)
    {
        var target = Target(leadsSomewhere);
        await _store.WriteAsync(Key, Entry);
        Link(Path.ChangeExtension(EntryFile, extension), target);
        await RefusesAsync("is a symbolic link", () => extension == ".lock"
            ? _store.LockAsync(Key, TimeSpan.Zero)
            : _store.WriteAsync(Key, Entry));
        AssertUntouched(target, leadsSomewhere);
    }

    [SkippableFact]
    public async Task A_folder_at_the_entry_is_refused()
    {
        await _store.WriteAsync(Key, Entry);
        var file = EntryFile;
        File.Delete(file);
        Directory.CreateDirectory(file, OfOwner | UnixFileMode.UserExecute);
        await IsRefusedAsync("is a folder", locks: false);
    }

    [SkippableFact]
    public async Task A_pipe_at_the_entry_is_refused_and_nobody_waits_for_it()
    {
        await _store.WriteAsync(Key, Entry);
        var file = EntryFile;
        File.Delete(file);
        using var process = Process.Start("mkfifo", ["-m", "600", file]);
        await process.WaitForExitAsync();
        await IsRefusedAsync("is no ordinary file", locks: false);
    }

    [SkippableFact]
    public async Task A_file_in_the_folder_s_place_is_refused()
    {
        await File.WriteAllTextAsync(_store.Folder, "");
        await IsRefusedAsync("is no folder");
    }

    private string EntryFile => Directory.GetFiles(_store.Folder, "*.json").Single();

    private string Target(bool exists)
    {
        if (exists)
        {
            File.WriteAllText(_folder["target"], "untouched");
            File.SetUnixFileMode(_folder["target"], OfOwner);
        }

        return _folder["target"];
    }

    private static void Link(string file, string target)
    {
        File.Delete(file);
        File.CreateSymbolicLink(file, target);
    }

    private static void AssertUntouched(string target, bool exists) =>
        Assert.Equal(exists ? "untouched" : null, File.Exists(target) ? File.ReadAllText(target) : null);

    private async Task IsRefusedAsync(string why, bool locks = true)
    {
        await RefusesAsync(why, () => _store.ReadAsync(Key));
        await RefusesAsync(why, () => _store.WriteAsync(Key, Entry));
        if (locks)
        {
            await RefusesAsync(why, () => _store.LockAsync(Key, TimeSpan.Zero));
        }
    }

    private static async Task RefusesAsync(string why, Func<Task> access)
    {
        var exception = await Assert.ThrowsAsync<StoreException>(access);
        Assert.Equal(StoreProblem.Unreadable, exception.Problem);
        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }
}
