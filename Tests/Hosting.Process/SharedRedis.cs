using Medallion.Threading.Redis;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using PodioOAuth.Functional.Stores;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace PodioOAuth.Functional.HostingProcess;

/// <summary>A store in a Redis, over a connection of its own. Everything of one prefix belongs together, the locks as well.</summary>
internal sealed class SharedRedis : IAsyncDisposable
{
    // After so long a lock is free that its holder does not extend: on a machine that is busy no holder is late.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly ConnectionMultiplexer _connection;
    private readonly RedisCache _cache;

    private SharedRedis(ConnectionMultiplexer connection, string prefix)
    {
        _connection = connection;
        _cache = new RedisCache(new RedisCacheOptions
        {
            ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(connection),
            InstanceName = prefix,
        });
        Database = connection.GetDatabase().WithKeyPrefix(prefix);
        Store = new DistributedTokenStore(_cache, new RedisDistributedSynchronizationProvider(Database, options => options
            .Expiry(Lease)
            .BusyWaitSleepTime(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100))));
    }

    internal IDatabase Database { get; }

    internal DistributedTokenStore Store { get; }

    /// <summary>Connects.</summary>
    /// <param name="address">Host and port.</param>
    /// <param name="prefix">What all keys begin with.</param>
    /// <param name="backlog">What becomes of commands while there is no connection; null for the client's own way.</param>
    internal static async Task<SharedRedis> ConnectAsync(string address, string prefix, BacklogPolicy? backlog = null)
    {
        const int patience = 60_000; // In ms: no test is about a slow server, and on a busy machine each is one.
        var options = ConfigurationOptions.Parse(address);
        options.ConnectTimeout = options.AsyncTimeout = options.SyncTimeout = patience;
        options.BacklogPolicy = backlog ?? options.BacklogPolicy;
        return new SharedRedis(await ConnectionMultiplexer.ConnectAsync(options), prefix);
    }

    public ValueTask DisposeAsync()
    {
        _cache.Dispose();
        return _connection.DisposeAsync();
    }
}
