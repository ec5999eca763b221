namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>What a token source expects of every store, whoever wrote it.</summary>
public abstract class StoreContract
{
    private static readonly byte[] Old = "old"u8.ToArray();
    private static readonly byte[] New = [.. Enumerable.Range(0, 5_000).Select(number => (byte)number)]; // Any bytes, and more of them.

    private readonly string _key = $"login/https%3A%2F%2Fapi.podio.com%2F/{Guid.NewGuid():N}/login/jane%40example.com";

    [SkippableFact]
    public async Task The_last_write_is_read_until_it_is_removed_and_null_if_there_is_none()
    {
        var store = await CreateAsync();
        await store.RemoveAsync(_key);
        Assert.Null(await ReadAsync(store));
        await store.WriteAsync(_key, Old);
        await store.WriteAsync(_key, New);
        await store.WriteAsync(_key + "2", Old);
        Assert.Equal(New, await ReadAsync(store));
        Assert.Equal(Old, await ReadAsync(store, _key + "2"));
        await store.RemoveAsync(_key);
        Assert.Null(await ReadAsync(store));
        Assert.Equal(Old, await ReadAsync(store, _key + "2"));
        await store.WriteAsync(_key, New);
        Assert.Equal(New, await ReadAsync(store));
    }

    [SkippableFact]
    public async Task An_entry_without_bytes_is_an_entry()
    {
        var store = await CreateAsync();
        await store.WriteAsync(_key, ReadOnlyMemory<byte>.Empty);
        Assert.Empty((await ReadAsync(store))!);
    }

    [SkippableFact]
    public async Task What_was_written_does_not_change_with_the_writer_s_bytes()
    {
        var store = await CreateAsync();
        var bytes = New.ToArray();
        await store.WriteAsync(_key, bytes);
        bytes[0] ^= 1;
        Assert.Equal(New, await ReadAsync(store));
    }

    [SkippableFact]
    public async Task A_key_has_a_lock_of_its_own_beside_its_entry()
    {
        var store = await CreateAsync();
        await store.WriteAsync(_key, Old);
        var held = await store.LockAsync(_key, TimeSpan.Zero);
        Assert.NotNull(held);
        Assert.Null(await store.LockAsync(_key, TimeSpan.Zero));
        await using var other = await store.LockAsync(_key + "2", TimeSpan.Zero);
        Assert.NotNull(other);
        Assert.Equal(Old, await ReadAsync(store));
        await store.WriteAsync(_key, New);
        Assert.False(held.Lost.IsCancellationRequested);
        await held.DisposeAsync();
        await using var next = await store.LockAsync(_key, TimeSpan.Zero);
        Assert.NotNull(next);
        await held.DisposeAsync(); // Which takes nothing from the next one.
        Assert.Null(await store.LockAsync(_key, TimeSpan.Zero));
        Assert.Equal(New, await ReadAsync(store));
    }

    [SkippableFact]
    public async Task A_waiter_gets_a_lock_when_it_is_released()
    {
        var store = await CreateAsync();
        var held = (await store.LockAsync(_key, TimeSpan.FromMinutes(2)))!;
        var waiting = store.LockAsync(_key, TimeSpan.FromMinutes(2));
        Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        await using var next = await waiting;
        Assert.NotNull(next);
    }

    [SkippableFact]
    public async Task A_key_is_not_empty()
    {
        var store = await CreateAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync("", Old));
        await Assert.ThrowsAsync<ArgumentException>(() => store.RemoveAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => store.LockAsync("", TimeSpan.Zero));
    }

    [SkippableFact]
    public async Task A_source_over_it_leaves_a_login_to_the_next_one()
    {
        var bench = new Bench { Store = await CreateAsync() };
        await using var one = bench.OfPerson(_key);
        var token = await one.SignInAsync();
        await using var two = bench.OfPerson(_key);
        Assert.Equal(token, (await two.GetTokenAsync()).Right());
        await two.SignOutAsync();
        Assert.Equal(SignInReason.NoLogin, Assert.IsType<SignInAgainError>((await one.RenewAsync()).Left()).Reason);
    }

    /// <summary>A store, with entries of others in it or not.</summary>
    private protected abstract Task<ITokenStore> CreateAsync();

    private async Task<byte[]?> ReadAsync(ITokenStore store, string? key = null) => (await store.ReadAsync(key ?? _key))?.ToArray();
}
