using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>What a token source expects of every store, whoever wrote it.</summary>
public abstract class StoreContract
{
    private static readonly byte[] Old = "old"u8.ToArray();
    private static readonly byte[] New = [.. Enumerable.Range(0, 5_000).Select(number => (byte)number)]; // Any bytes, and more of them.

    private readonly string _key = $"login/https%3A%2F%2Fapi.podio.com%2F/{Guid.NewGuid():N}/login/jane%40example.com";

    [SkippableFact]
    public async Task It_reads_what_was_written_last_and_null_where_nothing_is()
    {
        var store = await CreateAsync();
        Assert.Null(await store.ReadAsync(_key));
        await store.WriteAsync(_key, Old);
        await store.WriteAsync(_key, New);
        await store.WriteAsync(_key + "2", Old);
        Assert.Equal(New, (await store.ReadAsync(_key))?.ToArray());
        Assert.Equal(Old, (await store.ReadAsync(_key + "2"))?.ToArray());
    }

    [SkippableFact]
    public async Task What_was_removed_is_gone_and_can_be_removed_again_and_written()
    {
        var store = await CreateAsync();
        await store.RemoveAsync(_key);
        await store.WriteAsync(_key, Old);
        await store.RemoveAsync(_key);
        Assert.Null(await store.ReadAsync(_key));
        await store.WriteAsync(_key, New);
        Assert.Equal(New, (await store.ReadAsync(_key))?.ToArray());
    }

    [SkippableFact]
    public async Task An_entry_without_bytes_is_an_entry()
    {
        var store = await CreateAsync();
        await store.WriteAsync(_key, ReadOnlyMemory<byte>.Empty);
        Assert.Equal(0, (await store.ReadAsync(_key))?.Length);
    }

    [SkippableFact]
    public async Task What_was_written_does_not_change_with_the_writer_s_bytes()
    {
        var store = await CreateAsync();
        var bytes = New.ToArray();
        await store.WriteAsync(_key, bytes);
        bytes[0] ^= 1;
        Assert.Equal(New, (await store.ReadAsync(_key))?.ToArray());
    }

    [SkippableFact]
    public async Task A_key_has_a_lock_of_its_own_beside_its_entry()
    {
        var store = await CreateAsync();
        await store.WriteAsync(_key, Old);
        await using (var held = await store.LockAsync(_key, TimeSpan.Zero))
        {
            Assert.NotNull(held);
            Assert.Null(await store.LockAsync(_key, TimeSpan.Zero));
            await using var other = await store.LockAsync(_key + "2", TimeSpan.Zero);
            Assert.NotNull(other);
            Assert.Equal(Old, (await store.ReadAsync(_key))?.ToArray());
            await store.WriteAsync(_key, New);
            Assert.False(held.Lost.IsCancellationRequested);
        }

        await using var next = await store.LockAsync(_key, TimeSpan.Zero);
        Assert.NotNull(next);
        Assert.Equal(New, (await store.ReadAsync(_key))?.ToArray());
    }

    [SkippableFact]
    public async Task Who_waits_for_a_lock_has_it_when_it_is_given_back()
    {
        var store = await CreateAsync();
        var held = (await store.LockAsync(_key, TimeSpan.FromSeconds(30)))!;
        var waiting = store.LockAsync(_key, TimeSpan.FromSeconds(30));
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
    }

    [SkippableFact]
    public async Task A_source_over_it_leaves_a_login_to_the_next_one()
    {
        var store = await CreateAsync();
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
        var options = new TokenSourceOptions { Store = store };
        await using var one = TokenSource.SignedIn(podio.Transport.ToTokenExchange(), SamplePodio.Client, _key, options: options);
        var token = (await one.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        await using var two = TokenSource.SignedIn(podio.Transport.ToTokenExchange(), SamplePodio.Client, _key, options: options);
        Assert.Equal(token, (await two.GetTokenAsync()).Right());
        await two.SignOutAsync();
        Assert.Equal(SignInReason.NoLogin, Assert.IsType<SignInAgainError>((await one.RenewAsync()).Left()).Reason);
    }

    /// <summary>A store, with entries of others in it or not.</summary>
    private protected abstract Task<ITokenStore> CreateAsync();
}
