using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using PodioOAuth.Functional.HostingProcess;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

public sealed class InMemoryTokenStoreContract : ListableStoreContract
{
    private protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(new InMemoryTokenStore());
}

public sealed class FileTokenStoreContract : ListableStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("podio-store-contract-");

    public void Dispose() => _folder.Delete(recursive: true);

    private protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(new FileTokenStore(_folder.FullName));
}

public sealed class ProtectedTokenStoreContract : ListableStoreContract
{
    private protected override Task<ITokenStore> CreateAsync() =>
        Task.FromResult<ITokenStore>(new ProtectedTokenStore(new InMemoryTokenStore(), new EphemeralDataProtectionProvider()));
}

public sealed class ProtectedFileContract : ListableStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("podio-store-contract-");

    public void Dispose() => _folder.Delete(recursive: true);

    private protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(
        new ProtectedTokenStore(new FileTokenStore(_folder.FullName), new EphemeralDataProtectionProvider()));
}

public sealed class CacheOfOneProcessContract : StoreContract
{
    private protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(OverMemory());

    internal static DistributedTokenStore OverMemory() => OverMemory(out _);

    internal static DistributedTokenStore OverMemory(out IDistributedCache cache)
    {
        cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        return new DistributedTokenStore(cache, new MemoryLocks());
    }
}

public sealed class ProtectedCacheContract : StoreContract
{
    private protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(
        new ProtectedTokenStore(CacheOfOneProcessContract.OverMemory(), new EphemeralDataProtectionProvider()));

    [Fact]
    public async Task It_says_that_a_distributed_cache_does_not_know_its_keys()
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

    public async Task DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    private protected override async Task<ITokenStore> CreateAsync()
    {
        _redis = await SharedRedis.ConnectAsync(server.Address, prefix: "", TimeSpan.FromSeconds(30)); // A prefix is not needed.
        return _redis.Store;
    }
}
