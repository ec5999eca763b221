using PodioOAuth.Functional.RenewalProcess;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>Encryption between the source and any store.</summary>
public sealed class ProtectedTokenStoreTests
{
    private const string Key = "login/a/b/login/jane";

    private static readonly byte[] Entry = "an entry with a secret"u8.ToArray();

    private readonly InMemoryTokenStore _inner = new();
    private readonly ProtectedTokenStore _store;

    public ProtectedTokenStoreTests() => _store = new ProtectedTokenStore(_inner, new EphemeralDataProtectionProvider());

    [Fact]
    public async Task The_inner_store_contains_only_encrypted_bytes_and_provides_the_locks()
    {
        await _store.WriteAsync(Key, Entry);
        Assert.DoesNotContain("secret", Encoding.Latin1.GetString((await _inner.ReadAsync(Key))!.Value.Span), StringComparison.Ordinal);
        await using var held = await _store.LockAsync(Key, TimeSpan.Zero);
        Assert.Null(await _inner.LockAsync(Key, TimeSpan.Zero));
    }

    [Fact]
    public async Task Every_beginning_of_an_entry_is_torn_and_so_is_every_change()
    {
        await _store.WriteAsync(Key, Entry);
        var bytes = (await _inner.ReadAsync(Key))!.Value.ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            Assert.Equal(StoreProblem.Torn, await ProblemOfAsync(bytes[..at]));
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            Assert.NotNull(await ProblemOfAsync(changed));
        }
    }

    [Fact]
    public async Task Other_keys_and_another_login_s_entry_open_nothing()
    {
        await _store.WriteAsync(Key, Entry);
        var bytes = (await _inner.ReadAsync(Key))!.Value;
        var other = new ProtectedTokenStore(_inner, new EphemeralDataProtectionProvider());
        Assert.Equal(StoreProblem.Torn, (await Assert.ThrowsAsync<StoreException>(() => other.ReadAsync(Key))).Problem);
        await _inner.WriteAsync("login/a/b/login/joe", bytes);
        await Assert.ThrowsAsync<StoreException>(() => _store.ReadAsync("login/a/b/login/joe"));
    }

    [Fact]
    public async Task A_login_that_cannot_be_decrypted_is_listed()
    {
        var key = LoginKey.OfLogin(PodioEndpoint.Default, "client", "jane");
        await _store.WriteAsync(key.ToString(), Entry);
        Assert.Equal([key], await new ProtectedTokenStore(_inner, new EphemeralDataProtectionProvider()).ListLoginsAsync().ToListAsync());
    }

    [Fact]
    public void It_can_list_where_the_store_beneath_can()
    {
        var over = new ProtectedTokenStore(new JournalStore(_inner, null!), new EphemeralDataProtectionProvider());
        Assert.Same(_store, _store.AsListable());
        Assert.Same(_inner, _inner.AsListable());
        Assert.Null(over.AsListable());
        Assert.Null(new ProtectedTokenStore(over, new EphemeralDataProtectionProvider()).AsListable());
    }

    [Fact]
    public async Task An_unencrypted_entry_is_foreign() =>
        Assert.Equal(StoreProblem.Foreign, await ProblemOfAsync(StoredEntry.Write(Key, new RenewalState(origin: null))));

    private async Task<StoreProblem?> ProblemOfAsync(byte[] bytes)
    {
        await _inner.WriteAsync(Key, bytes);
        return (await Assert.ThrowsAsync<StoreException>(() => _store.ReadAsync(Key))).Problem;
    }
}
