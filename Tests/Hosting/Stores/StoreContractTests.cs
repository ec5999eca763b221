using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

public sealed class CacheOfOneProcessContract : StoreContract
{
    private protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(OverMemory(out _));

    internal static DistributedTokenStore OverMemory(out IDistributedCache cache)
    {
        cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        return new DistributedTokenStore(cache, new MemoryLocks());
    }
}

public sealed class ProtectedCacheContract : StoreContract
{
    private protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(
        new ProtectedTokenStore(CacheOfOneProcessContract.OverMemory(out _), new EphemeralDataProtectionProvider()));

    [Fact]
    public async Task Listing_a_distributed_cache_is_reported_as_unsupported()
    {
        var store = (IListableTokenStore)await CreateAsync();
        var exception = Assert.Throws<NotSupportedException>(() => store.ListAsync());
        Assert.Contains(nameof(DistributedTokenStore), exception.Message, StringComparison.Ordinal);
    }
}

[Collection(SharedServer.Collection)]
public sealed class RedisContract(SharedServer server) : StoreContract, IAsyncLifetime
{
    private SharedRedis? _redis;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _redis?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    private protected override async Task<ITokenStore> CreateAsync()
    {
        _redis = await SharedRedis.ConnectAsync(server.Address, prefix: ""); // A prefix is not needed.
        return _redis.Store;
    }
}
