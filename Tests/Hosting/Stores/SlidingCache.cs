using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A cache that does as the one over SQL Server, and others, by default: an entry of which nobody said when it expires does so
/// when nobody has read it for 20 minutes, and no key may be longer than 449 characters.</summary>
internal sealed class SlidingCache(TimeProvider time) : IDistributedCache
{
    private const int LongestKey = 449;

    private static readonly DistributedCacheEntryOptions Default = new() { SlidingExpiration = TimeSpan.FromMinutes(20) };

    private readonly HashSet<string> _keys = [];
    private readonly MemoryDistributedCache _cache = new(Options.Create(new MemoryDistributedCacheOptions { Clock = new Clock(time) }));

    internal IEnumerable<string> Keys => _keys;

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        await CapturedContext.PauseAsync();
        return await _cache.GetAsync(Checked(key), token);
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        _keys.Add(key);
        var isSilent = options is { AbsoluteExpiration: null, AbsoluteExpirationRelativeToNow: null, SlidingExpiration: null };
        return _cache.SetAsync(Checked(key), value, isSilent ? Default : options, token);
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        _keys.Remove(key);
        return _cache.RemoveAsync(Checked(key), token);
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => _cache.RefreshAsync(key, token);

    public byte[]? Get(string key) => throw new NotSupportedException("A store blocks no thread.");

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        throw new NotSupportedException("A store blocks no thread.");

    public void Refresh(string key) => throw new NotSupportedException("A store blocks no thread.");

    public void Remove(string key) => throw new NotSupportedException("A store blocks no thread.");

    private static string Checked(string key) =>
        key.Length <= LongestKey ? key : throw new ArgumentOutOfRangeException(nameof(key), "The key is too long.");

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
