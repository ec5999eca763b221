using Medallion.Threading;
using Microsoft.Extensions.Caching.Distributed;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>A store for many machines: entries in a distributed cache, and locks of a distributed lock provider.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Everyone who shares the cache has to share the lock provider, so that a farm asks once.</para>
/// <para>Entries are written without an expiry: a login does not end because nobody used it for a while. What the cache evicts all the same
/// is gone: an app or a password starts again, and a person has to sign in again. So give it a cache that evicts nothing, and that is
/// written to disk where a restart of the server should lose nothing.</para>
/// <para>A lock with a lease may be lost while it is held (<see cref="IDistributedSynchronizationHandle.HandleLostToken"/>): then nothing
/// further is sent. Entries hold secrets in the clear, unless a <see cref="ProtectedTokenStore"/> is laid over this one.</para>
/// </remarks>
/// <param name="cache">The entries.</param>
/// <param name="locks">The locks.</param>
/// <exception cref="ArgumentNullException">An argument is null.</exception>
public sealed class DistributedTokenStore(IDistributedCache cache, IDistributedLockProvider locks) : ITokenStore
{
    private static readonly DistributedCacheEntryOptions ForGood = new();

    private readonly IDistributedCache _cache = cache ?? throw new ArgumentNullException(nameof(cache));

    /// <summary>Locks by key, of the provider. Their names there begin with <c>lock/</c>: in one Redis an entry and its lock must not have
    /// the same name.</summary>
    public IDistributedLockProvider Locks { get; } = new LocksBesideEntries(locks ?? throw new ArgumentNullException(nameof(locks)));

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return await _cache.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } bytes ? bytes : default(ReadOnlyMemory<byte>?);
    }

    /// <inheritdoc/>
    public Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _cache.SetAsync(key, value.ToArray(), ForGood, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _cache.RemoveAsync(key, cancellationToken);
    }

    private sealed class LocksBesideEntries(IDistributedLockProvider inner) : IDistributedLockProvider
    {
        public IDistributedLock CreateLock(string name) => inner.CreateLock($"lock/{name}");
    }
}
