namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>What a store that can list its keys owes besides.</summary>
public abstract class ListableStoreContract : StoreContract
{
    private static readonly byte[] Entry = "entry"u8.ToArray();

    [SkippableFact]
    public async Task The_keys_that_have_an_entry_are_listed_as_they_were_written()
    {
        var store = (IListableTokenStore)await CreateAsync();
        string[] before = [.. await KeysAsync(store)];
        string[] keys = [.. Enumerable.Range(0, 20).Select(number => $"login/https%3A%2F%2Fa/{Guid.NewGuid():N}/login/%C3%A9%20{number}")];
        await Task.WhenAll(keys.Select(key => store.WriteAsync(key, Entry)));
        await store.WriteAsync(keys[0], Entry); // Written twice, listed once.
        await store.RemoveAsync(keys[1]);
        await using var locked = await store.LockAsync(keys[1], TimeSpan.Zero); // A lock is no entry.
        Assert.Equal(keys.Except([keys[1]]).Concat(before).Order(StringComparer.Ordinal), await KeysAsync(store));
    }

    [SkippableFact]
    public async Task A_call_that_is_cancelled_does_nothing()
    {
        var store = (IListableTokenStore)await CreateAsync();
        var (key, cancelled) = ($"{Guid.NewGuid():N}", new CancellationToken(canceled: true));
        await store.WriteAsync(key, Entry);
        await Assert.AllAsync(
            new Func<Task>[]
            {
                () => store.ReadAsync(key, cancelled),
                () => store.WriteAsync(key, "another"u8.ToArray(), lifetime: null, cancelled),
                () => store.RemoveAsync(key, cancelled),
                () => store.LockAsync(key, TimeSpan.Zero, cancelled),
                async () => await store.ListAsync(cancelled).ToListAsync(),
            },
            call => Assert.ThrowsAnyAsync<OperationCanceledException>(call));
        Assert.Equal(Entry, (await store.ReadAsync(key))?.ToArray());
    }

    [SkippableFact]
    public async Task Keys_may_be_removed_while_they_are_listed()
    {
        var store = (IListableTokenStore)await CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.WriteAsync($"{Guid.NewGuid():N}", Entry)));
        await foreach (var key in store.ListAsync())
        {
            await store.RemoveAsync(key);
        }

        Assert.Empty(await KeysAsync(store));
    }

    [SkippableFact]
    public async Task Logins_that_were_not_ended_and_unreadable_ones_are_listed()
    {
        var store = (IListableTokenStore)await CreateAsync();
        var client = new ClientCredentials($"{Guid.NewGuid():N}", "made-up");
        var saved = new SavedLogin(
            new Token("made-up", "bearer", TimeSpan.FromHours(8), "made-up-too", TokenReference.None, null), DateTimeOffset.UtcNow);
        var keys = new List<LoginKey>();
        foreach (var name in new[] { "jane", "joe", "jim", "jack" })
        {
            await using var source = TokenSource.SignedIn(
                new Bench().Exchange, client, name, options: new TokenSourceOptions { Store = store });
            (await source.RestoreAsync(saved)).Right();
            keys.Add(source.Key);
        }

        Assert.True((await store.ForgetAsync(keys[1])).Right());
        await store.WriteAsync(keys[2].ToString(), "{\"format\""u8.ToArray());
        await store.WriteAsync($"cooldown/https%3A%2F%2Fapi.podio.com%2F/{client.ClientId}", Entry);
        var listed = await store.ListLoginsAsync().Where(key => key.ClientId == client.ClientId).Select(key => key.Name).ToListAsync();
        Assert.Equal(["jack", "jane", "jim"], listed.Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(IListableTokenStore store) =>
        await store.ListAsync().Order(StringComparer.Ordinal).ToListAsync();
}
