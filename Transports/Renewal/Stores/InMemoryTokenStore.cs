using System.Collections.Concurrent;

namespace PodioOAuth.Functional.Stores;

/// <summary>A store in the memory of one process. Its content is lost when the process ends. Safe for concurrent use.</summary>
/// <param name="timeProvider">The clock that ends lifetimes; null for the system's.</param>
public sealed class InMemoryTokenStore(TimeProvider? timeProvider = null) : IListableTokenStore
{
    private static readonly Comparer<(DateTimeOffset At, string Key)> FirstToEnd = Comparer<(DateTimeOffset At, string Key)>.Create(
        (one, other) => one.At != other.At ? one.At.CompareTo(other.At) : string.CompareOrdinal(one.Key, other.Key));

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal); // Changed under the gate, read without it.
    private readonly SortedSet<(DateTimeOffset At, string Key)> _ends = new(FirstToEnd); // One for each entry with an end. Under the gate.
    private readonly InProcessLocks _locks = new();
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <summary>The number of entries, and of keys that are locked or waited for.</summary>
    internal (int Entries, int Locks) Count => (_entries.Count, _locks.Count);

    /// <summary>The number of ends that are waited for.</summary>
    internal int Ends
    {
        get
        {
            lock (_gate)
            {
                return _ends.Count;
            }
        }
    }

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
        Replace(key, new Entry(value.ToArray(), lifetime is { } length ? Instants.Add(now, length) : null), now);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        cancellationToken.ThrowIfCancellationRequested();
        Evict(key);
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
    internal void Evict(string key)
    {
        lock (_gate)
        {
            ForgetEnd(key);
            _entries.TryRemove(key, out _);
        }
    }

    private bool HasEnded(Entry entry) => entry.ExpiresAt <= _time.GetUtcNow();

    private void Replace(string key, Entry entry, DateTimeOffset now)
    {
        lock (_gate)
        {
            ForgetEnd(key);
            _entries[key] = entry;
            if (entry.ExpiresAt is { } end)
            {
                _ends.Add((end, key));
            }

            while (_ends.Count > 0 && _ends.Min is var first && first.At <= now)
            {
                _ends.Remove(first);
                _entries.TryRemove(first.Key, out _);
            }
        }
    }

    // Under the gate.
    private void ForgetEnd(string key)
    {
        if (_entries.TryGetValue(key, out var entry) && entry.ExpiresAt is { } end)
        {
            _ends.Remove((end, key));
        }
    }

    private sealed class Entry(byte[] value, DateTimeOffset? expiresAt)
    {
        internal byte[] Value => value;

        internal DateTimeOffset? ExpiresAt => expiresAt;
    }
}
