namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A file in the folder of a store that nobody can read.</summary>
public sealed class DamagedFileTests
{
    [Fact]
    public async Task One_damaged_file_does_not_hide_the_others()
    {
        using var folder = new TemporaryFolder();
        var store = new FileTokenStore(folder.Path);
        await store.WriteAsync("a", "1"u8.ToArray());
        await store.WriteAsync("b", "2"u8.ToArray());
        var damaged = Directory.GetFiles(store.Folder, "*.json")[0];
        await File.WriteAllTextAsync(damaged, "{\"format\":\"podio-oauth-file\",\"ver");
        Assert.Single(await store.ListAsync().ToListAsync());
    }
}
