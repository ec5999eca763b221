using System.Security.Cryptography;
using System.Text;
using Medallion.Threading;
using Microsoft.Extensions.Caching.Distributed;

namespace PodioOAuth.Functional.Stores;

/// <summary>A store for many machines: entries in a distributed cache, and locks of a distributed lock provider.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Everyone who shares the cache has to share the lock provider, so that a farm asks once.</para>
/// <para>Every entry is written with an absolute expiration, ten years ahead for a login, so that no default expiration of the cache
/// applies to it. What the cache evicts all the same is written back by a process that still has the login; where none has it, an app or a
/// password starts again, and a person has to sign in again. So use a cache that evicts nothing, and that is written to disk where a
/// restart of the server must not lose logins.</para>
/// <para>A key of more than 400 characters is shortened and ends in its SHA-256, because caches over SQL limit the length of a key. Lock
/// names begin with <c>lock/</c>: in one Redis an entry and its lock must not have the same name.</para>
/// <para>A lock with a lease may be lost while it is held (<see cref="StoreLock.Lost"/>): then nothing further is sent. Entries hold
/// secrets in the clear, unless a <see cref="ProtectedTokenStore"/> is laid over this one.</para>
/// </remarks>
/// <param name="cache">The entries.</param>
/// <param name="locks">The locks.</param>
/// <exception cref="ArgumentNullException">An argument is null.</exception>
public sealed class DistributedTokenStore(IDistributedCache cache, IDistributedLockProvider locks) : ITokenStore
{
    private const int LongestKey = 400; // SqlServerCache takes 449 characters, and an application's prefix counts among them.
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

    // No key holds a '#': its parts are percent-escaped.
    private static string NameOf(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key.Length <= LongestKey
            ? key
            : $"{key[..(LongestKey - 65)]}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }
}
