using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The store as seen by one process lifetime. Each access is a step.</summary>
internal sealed class SimulatedStoreLife(Simulation simulation, int life) : ITokenStore
{
    public async Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        do
        {
            await simulation.WaitAsync(life, "the lock is tried", cancellationToken).ConfigureAwait(false);
        }
        while (!simulation.Stored.Lock(key));

        return new StoreLock(() =>
        {
            if (life == simulation.Life)
            {
                simulation.Stored.Release(key);
            }

            return Task.CompletedTask;
        });
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        await simulation.WaitAsync(life, "the store is read", cancellationToken).ConfigureAwait(false);
        return simulation.Stored.Read(key);
    }

    public async Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        var copy = value.ToArray();
        await simulation.WaitAsync(life, "the store is written", cancellationToken).ConfigureAwait(false);
        simulation.Stored.Write(key, copy);
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        await simulation.WaitAsync(life, "the store is cleared", cancellationToken).ConfigureAwait(false);
        simulation.Stored.Write(key, null);
    }
}

/// <summary>The part of a store that survives a crash: entries, but not locks.</summary>
internal sealed class Stored
{
    private readonly Dictionary<string, byte[]?> _entries = []; // Also the lock for both fields.
    private readonly HashSet<string> _locked = [];

    internal bool Lock(string key)
    {
        lock (_entries)
        {
            return _locked.Add(key);
        }
    }

    internal void Release(string key)
    {
        lock (_entries)
        {
            _locked.Remove(key);
        }
    }

    internal ReadOnlyMemory<byte>? Read(string key)
    {
        lock (_entries)
        {
            return _entries.GetValueOrDefault(key) is { } bytes
                ? new ReadOnlyMemory<byte>(bytes)
                : default(ReadOnlyMemory<byte>?); // A plain null would become an empty memory.
        }
    }

    internal void Write(string key, byte[]? bytes)
    {
        lock (_entries)
        {
            _entries[key] = bytes;
        }
    }

    internal void Crash()
    {
        lock (_entries)
        {
            _locked.Clear();
        }
    }
}
