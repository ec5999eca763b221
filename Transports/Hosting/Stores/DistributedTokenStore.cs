using System.Security.Cryptography;
using System.Text;
using Medallion.Threading;
using Microsoft.Extensions.Caching.Distributed;

namespace PodioOAuth.Functional.Stores;

/// <summary>A store for several machines: entries in a distributed cache, with locks of a distributed lock provider.</summary>
/// <remarks>
/// <para>Safe for concurrent use. All processes that share the cache must share the lock provider, so that only one of them sends a
/// request.</para>
/// <para>Every entry has an absolute expiration, ten years ahead for a login, so that no default expiration of the cache applies. An entry
/// that the cache evicts nevertheless is written back by a process that still has the login; if none has it, an app or password login
/// starts again, and a person must sign in again. Use a cache that evicts nothing, and that is persisted if logins must survive a restart
/// of the server.</para>
/// <para>A key of more than 400 characters is shortened and ends in its SHA-256 hash, because caches on SQL databases limit the length of a
/// key. Lock names start with <c>lock/</c>: in one Redis database, an entry and its lock must have different names.</para>
/// <para>A lock with a lease may be lost while it is held (<see cref="StoreLock.Lost"/>); nothing further is sent then. Entries contain
/// unencrypted secrets unless you wrap the store in a <see cref="ProtectedTokenStore"/>.</para>
/// </remarks>
/// <param name="cache">The cache for the entries.</param>
/// <param name="locks">The provider of the locks.</param>
public sealed class DistributedTokenStore(IDistributedCache cache, IDistributedLockProvider locks) : ITokenStore
{
    private const int LongestKey = 400; // SqlServerCache accepts 449 characters, including an application's prefix.
    private static readonly TimeSpan ForGood = TimeSpan.FromDays(3653);

    private readonly IDistributedCache _cache = cache ?? throw new ArgumentNullException(nameof(cache));
    private readonly IDistributedLockProvider _locks = locks ?? throw new ArgumentNullException(nameof(locks));

    /// <inheritdoc/>
    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _locks.LockAsync($"lock/{NameOf(key)}", timeout, cancellationToken);

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        await _cache.GetAsync(NameOf(key), cancellationToken).ConfigureAwait(false) is { } bytes
            ? bytes
            : default(ReadOnlyMemory<byte>?); // A plain null would become an array, and then an entry without bytes.

    /// <inheritdoc/>
    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        var expiry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime ?? ForGood };
        return _cache.SetAsync(NameOf(key), value.ToArray(), expiry, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        _cache.RemoveAsync(NameOf(key), cancellationToken);

    // A key never contains '#': its parts are percent-escaped.
    private static string NameOf(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key.Length <= LongestKey
            ? key
            : $"{key[..(LongestKey - 65)]}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }
}
