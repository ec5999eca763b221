using System.Collections.Concurrent;

namespace PodioOAuth.Functional.Stores;

/// <summary>A store in the memory of one process. Its content is lost when the process ends. Safe for concurrent use.</summary>
/// <param name="timeProvider">The clock that ends lifetimes; null for the system's.</param>
public sealed class InMemoryTokenStore(TimeProvider? timeProvider = null) : IListableTokenStore
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly PriorityQueue<KeyValuePair<string, Entry>, DateTimeOffset> _ending = new();
    private readonly InProcessLocks _locks = new();
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <summary>The number of entries, and of keys that are locked or waited for.</summary>
    internal (int Entries, int Locks) Count => (_entries.Count, _locks.Count);

    /// <inheritdoc/>
    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _locks.LockAsync(key, timeout, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_entries.TryGetValue(key, out var entry) && !HasEnded(entry)
            ? new ReadOnlyMemory<byte>(entry.Value)
            : default(ReadOnlyMemory<byte>?));
    }

    /// <inheritdoc/>
    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        cancellationToken.ThrowIfCancellationRequested();
        var now = _time.GetUtcNow();
        var entry = new Entry(value.ToArray(), lifetime is { } length ? Instants.Add(now, length) : null);
        _entries[key] = entry;
        if (entry.ExpiresAt is { } expiresAt)
        {
            RemoveEnded(new(key, entry), expiresAt, now);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        cancellationToken.ThrowIfCancellationRequested();
        _entries.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken = default) => _entries
        .ToAsyncEnumerable()
        .Where(pair =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return !HasEnded(pair.Value);
        })
        .Select(pair => pair.Key);

    /// <summary>Removes the entry under a key.</summary>
    internal void Evict(string key) => _entries.TryRemove(key, out _);

    private bool HasEnded(Entry entry) => entry.ExpiresAt <= _time.GetUtcNow();

    private void RemoveEnded(KeyValuePair<string, Entry> added, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        lock (_ending)
        {
            _ending.Enqueue(added, expiresAt);
            while (_ending.TryPeek(out var first, out var end) && end <= now)
            {
                _ending.Dequeue();
                _entries.TryRemove(first); // Not an entry that has replaced it since.
            }
        }
    }

    private sealed class Entry(byte[] value, DateTimeOffset? expiresAt)
    {
        internal byte[] Value => value;

        internal DateTimeOffset? ExpiresAt => expiresAt;
    }
}
