using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A cache that does as the one over SQL Server, and others, by default: an entry of which nobody said when it expires does so
/// when nobody has read it for 20 minutes, and no key may be longer than 449 characters.</summary>
internal sealed class SlidingCache(TimeProvider time) : IDistributedCache
{
    private const int LongestKey = 449;

    private static readonly DistributedCacheEntryOptions Default = new() { SlidingExpiration = TimeSpan.FromMinutes(20) };

    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    internal IEnumerable<string> Keys => _entries.Keys;

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        if (!_entries.TryGetValue(Checked(key), out var entry) || entry.ExpiresAt <= time.GetUtcNow())
        {
            return Task.FromResult<byte[]?>(null);
        }

        entry.ReadAt = time.GetUtcNow();
        return Task.FromResult<byte[]?>(entry.Value);
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        var isSilent = options is { AbsoluteExpiration: null, AbsoluteExpirationRelativeToNow: null, SlidingExpiration: null };
        var expiry = isSilent ? Default : options;
        var now = time.GetUtcNow();
        var absolute = expiry.AbsoluteExpiration ?? now + expiry.AbsoluteExpirationRelativeToNow;
        _entries[Checked(key)] = new Entry(value, absolute, expiry.SlidingExpiration) { ReadAt = now };
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        _entries.TryRemove(Checked(key), out _);
        return Task.CompletedTask;
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => GetAsync(key, token);

    public byte[]? Get(string key) => throw new NotSupportedException("A store blocks no thread.");

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        throw new NotSupportedException("A store blocks no thread.");

    public void Refresh(string key) => throw new NotSupportedException("A store blocks no thread.");

    public void Remove(string key) => throw new NotSupportedException("A store blocks no thread.");

    private static string Checked(string key) =>
        key.Length <= LongestKey ? key : throw new ArgumentOutOfRangeException(nameof(key), "The key is too long.");

    private sealed class Entry(byte[] value, DateTimeOffset? absolute, TimeSpan? sliding)
    {
        internal byte[] Value => value;

        internal DateTimeOffset ReadAt { get; set; }

        internal DateTimeOffset? ExpiresAt => (absolute, ReadAt + sliding) switch
        {
            ({ } one, { } other) => one < other ? one : other,
            var (one, other) => one ?? other,
        };
    }
}
