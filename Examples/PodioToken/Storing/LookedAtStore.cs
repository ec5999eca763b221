using System.Collections.Concurrent;
using Medallion.Threading;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;

namespace PodioToken.Storing;

/// <summary>A store as it is, for somebody who must not change it: what is written stays in memory, and no lock is taken.</summary>
/// <param name="store">The store that is read.</param>
internal sealed class LookedAtStore(ITokenStore store) : ITokenStore
{
    private readonly InMemoryTokenStore _written = new();
    private readonly ConcurrentDictionary<string, bool> _changed = [];

    public IDistributedLockProvider Locks => _written.Locks;

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        (_changed.ContainsKey(key) ? _written : store).ReadAsync(key, cancellationToken);

    public Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        _changed[key] = true;
        return _written.WriteAsync(key, value, cancellationToken);
    }

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        _changed[key] = true;
        return _written.RemoveAsync(key, cancellationToken);
    }
}
