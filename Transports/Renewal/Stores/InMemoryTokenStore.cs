using System.Collections.Concurrent;

namespace PodioOAuth.Functional.Stores;

/// <summary>A store in the memory of one process: what it holds ends with the process. Safe for concurrent use.</summary>
/// <param name="timeProvider">The clock that removes what is not needed anymore; null for the system's.</param>
public sealed class InMemoryTokenStore(TimeProvider? timeProvider = null) : ITokenStore
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly PriorityQueue<KeyValuePair<string, Entry>, DateTimeOffset> _ending = new();
    private readonly InProcessLocks _locks = new();
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <summary>How many entries there are, and how many keys are locked or waited for.</summary>
    internal (int Entries, int Locks) Count => (_entries.Count, _locks.Count);

    /// <inheritdoc/>
    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _locks.LockAsync(key, timeout, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            _entries.TryGetValue(key, out var entry) ? new ReadOnlyMemory<byte>(entry.Value) : default(ReadOnlyMemory<byte>?));
    }

    /// <inheritdoc/>
    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        cancellationToken.ThrowIfCancellationRequested();
        var entry = new Entry(value.ToArray());
        _entries[key] = entry;
        if (lifetime is { } length)
        {
            RemoveEnded(new(key, entry), length);
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

    /// <summary>Removes what is under a key, at once.</summary>
    internal void Evict(string key) => _entries.TryRemove(key, out _);

    private void RemoveEnded(KeyValuePair<string, Entry> added, TimeSpan lifetime)
    {
        var now = _time.GetUtcNow();
        lock (_ending)
        {
            _ending.Enqueue(added, Instants.Add(now, lifetime));
            while (_ending.TryPeek(out var first, out var end) && end <= now)
            {
                _ending.Dequeue();
                _entries.TryRemove(first); // Not what was written over it since.
            }
        }
    }

    private sealed class Entry(byte[] value)
    {
        internal byte[] Value => value;
    }
}
