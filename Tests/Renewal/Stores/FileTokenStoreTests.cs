namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A file for each key, replaced whole.</summary>
public sealed class FileTokenStoreTests : IDisposable
{
    private const string Key = "login/a/b/login/jane";

    private static readonly ReadOnlyMemory<byte> Old = "old"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> New = "new entry"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly FileTokenStore _store;

    public FileTokenStoreTests() => _store = new FileTokenStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_folder_is_created_by_the_first_write_and_another_store_reads_it()
    {
        var store = new FileTokenStore(_folder["a/b"]);
        Assert.Null(await store.ReadAsync(Key));
        Assert.Empty(_folder.Names);
        await store.WriteAsync(Key, Old);
        Assert.Equal(Old.ToArray(), (await new FileTokenStore(store.Folder).ReadAsync(Key))?.ToArray());
    }

    [Fact]
    public async Task A_files_name_reveals_nothing_and_only_the_entry_remains()
    {
        await _store.WriteAsync(Key, Old);
        Assert.Matches(OperatingSystem.IsWindows() ? "^[0-9a-f]{64}[.](json|write)$" : "^[0-9a-f]{64}[.]json$", _folder.Names.First());
        Assert.Equal(OperatingSystem.IsWindows() ? 2 : 1, _folder.Names.Count());
        Assert.Equal(
            "{\"format\":\"podio-oauth-file\",\"version\":1,\"key\":\"login/a/b/login/jane\"}\nold",
            await File.ReadAllTextAsync(_folder.Single(".json")));
    }

    [Fact]
    public async Task An_entry_of_an_earlier_version_is_read_and_has_its_key_with_the_next_write()
    {
        await _store.WriteAsync(Key, Old);
        var entry = StoredEntry.Write(Key, new RenewalState(origin: null));
        await File.WriteAllBytesAsync(_folder.Single(".json"), entry);
        Assert.Equal(entry, (await _store.ReadAsync(Key))?.ToArray());
        Assert.Empty(await _store.ListAsync().ToListAsync());
        await _store.WriteAsync(Key, New);
        Assert.Equal([Key], await _store.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task The_file_of_another_key_is_foreign()
    {
        await _store.WriteAsync(Key, Old);
        var bytes = await File.ReadAllBytesAsync(_folder.Single(".json"));
        await _store.WriteAsync(Key, New); // Its file, of which a copy is put in the place of another's.
        await _store.RemoveAsync(Key);
        await _store.WriteAsync(Key + "2", New);
        await File.WriteAllBytesAsync(_folder.Single(".json"), bytes);
        await AssertProblemAsync(StoreProblem.Foreign, Key + "2");
    }

    // Of the line before the entry; what becomes of the entry's own end is up to who reads it.
    [Fact]
    public async Task Every_beginning_of_the_first_line_is_torn_and_not_listed()
    {
        await _store.WriteAsync(Key, Old);
        var bytes = await File.ReadAllBytesAsync(_folder.Single(".json"));
        for (var length = 0; length <= bytes.AsSpan().IndexOf((byte)'\n'); length++)
        {
            await File.WriteAllBytesAsync(_folder.Single(".json"), bytes[..length]);
            await AssertProblemAsync(StoreProblem.Torn);
            Assert.Empty(await _store.ListAsync().ToListAsync());
        }
    }

    [Theory]
    [InlineData("2", StoreProblem.Foreign)] // A later version's.
    [InlineData("", StoreProblem.Torn), InlineData("one", StoreProblem.Torn)]
    public async Task A_first_line_of_another_version_is_foreign_and_one_that_is_damaged_is_torn(string version, StoreProblem expected)
    {
        await _store.WriteAsync(Key, Old);
        var text = await File.ReadAllTextAsync(_folder.Single(".json"));
        await File.WriteAllTextAsync(
            _folder.Single(".json"), text.Replace("\"version\":1", "\"version\":" + version, StringComparison.Ordinal));
        await AssertProblemAsync(expected);
    }

    // What a process that was killed while it wrote may leave: a temporary without anything, with a part, with all of it.
    [Theory, InlineData(""), InlineData("ne"), InlineData("new entry")]
    public async Task A_leftover_temporary_file_is_never_read_and_is_removed_by_the_next_write(string left)
    {
        await _store.WriteAsync(Key, Old);
        await File.WriteAllTextAsync(Path.ChangeExtension(_folder.Single(".json"), ".tmp"), left);
        Assert.Equal(Old.ToArray(), (await _store.ReadAsync(Key))?.ToArray());
        await _store.WriteAsync(Key, New);
        Assert.Equal(New.ToArray(), (await _store.ReadAsync(Key))?.ToArray());
        Assert.DoesNotContain(_folder.Names, name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_stores_that_write_and_read_at_once_see_whole_entries_only()
    {
        var other = new FileTokenStore(_folder.Path);
        var entries = Enumerable.Range(1, 10).Select(number => Enumerable.Repeat((byte)number, number * 400).ToArray()).ToList();
        for (var round = 0; round < 4; round++) // All forty at once could wait longer for each other than a write may, on a busy machine.
        {
            await Task.WhenAll(entries.Select(async entry =>
            {
                await (entry[0] % 2 == 0 ? _store : other).WriteAsync(Key, entry);
                var read = (await other.ReadAsync(Key))!.Value.ToArray();
                Assert.Equal(read[0] * 400, read.Length);
                Assert.Single(read.Distinct());
            }));
        }

        Assert.DoesNotContain(_folder.Names, name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read()
    {
        await _store.WriteAsync(Key, ReadOnlyMemory<byte>.Empty);
        var largest = new byte[(1 << 20) - new FileInfo(_folder.Single(".json")).Length];
        await _store.WriteAsync(Key, largest);
        Assert.Equal(largest.Length, (await _store.ReadAsync(Key))?.Length);
        await _store.WriteAsync(Key, new byte[largest.Length + 1]);
        await AssertProblemAsync(StoreProblem.Foreign);
    }

    [Fact]
    public async Task One_damaged_file_does_not_hide_the_others()
    {
        await _store.WriteAsync("a", Old);
        await _store.WriteAsync("b", New);
        await File.WriteAllTextAsync(_folder[_folder.Names.First()], "{\"format\":\"podio-oauth-file\",\"ver");
        Assert.Single(await _store.ListAsync().ToListAsync());
    }

    private async Task AssertProblemAsync(StoreProblem expected, string key = Key) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<StoreException>(() => _store.ReadAsync(key))).Problem);
}
