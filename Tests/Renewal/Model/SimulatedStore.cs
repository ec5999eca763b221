using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>A store that outlives the process, and whose accesses wait and may fail.</summary>
internal sealed class SimulatedStore(World world) : ITokenStore
{
    private readonly Dictionary<string, byte[]> _stored = [];
    private readonly HashSet<string> _held = [];

    /// <summary>How many of the next writes and removals fail.</summary>
    internal int FailingWrites { get; set; }

    /// <summary>How many of the next writes and removals the store itself cancels.</summary>
    internal int CanceledWrites { get; set; }

    /// <summary>How many of the next readings fail.</summary>
    internal int FailingReads { get; set; }

    /// <summary>How many of the next attempts at a lock run out of time.</summary>
    internal int FailingLocks { get; set; }

    internal void Crash() => _held.Clear();

    internal void Heal() => (FailingWrites, CanceledWrites, FailingReads, FailingLocks) = (0, 0, 0, 0);

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        await world.Wait("the store is read", cancellationToken);
        if (FailingReads > 0)
        {
            FailingReads--;
            world.Note("the reading fails");
            world.Ledger.LookedInVain(world.Now);
            throw new IOException("The disk is gone.");
        }

        return _stored.TryGetValue(key, out var value) ? new ReadOnlyMemory<byte>(value) : default(ReadOnlyMemory<byte>?);
    }

    public async Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        var copy = value.ToArray();
        await world.Wait("the store is written", cancellationToken);
        Fail();
        _stored[key] = copy;
        if (world.Ledger.Written(key, copy) is { } violation)
        {
            world.Violate(violation);
        }
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        await world.Wait("the store is cleared", cancellationToken);
        Fail();
        _stored.Remove(key);
        if (world.Ledger.Removed() is { } violation)
        {
            world.Violate(violation);
        }
    }

    /// <summary>A lock that ends with its process.</summary>
    public async Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var life = world.Life;
        do
        {
            await world.Wait("the lock is tried", cancellationToken);
            if (FailingLocks > 0)
            {
                FailingLocks--;
                world.Note("the lock is not free in time");
                world.Ledger.LookedInVain(world.Now);
                return null;
            }
        }
        while (!_held.Add(key));

        return new StoreLock(() =>
        {
            if (life == world.Life)
            {
                _held.Remove(key);
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>What is stored of a login that another process may renew; null where somebody holds its lock, a limit runs, or it says
    /// that Podio rejected its refresh token.</summary>
    internal RenewalState? Standing(string key)
    {
        var limits = _stored.Where(entry => entry.Key.StartsWith("cooldown/", StringComparison.Ordinal) || entry.Key == key)
            .Select(entry => StoredEntry.Read(entry.Key, entry.Value).CoolDown?.ToCoolDown());
        return !_held.Contains(key) && _stored.TryGetValue(key, out var entry) && !limits.Any(limit => limit?.Runs(world.Now) == true)
            && StoredEntry.Read(key, entry).ToState(origin: null) is
            { Login: not null, PendingSince: null, IsRefreshTokenSpent: false } state
                ? state
                : null;
    }

    /// <summary>What another process writes.</summary>
    internal void Put(string key, byte[] entry) => _stored[key] = entry;

    /// <summary>The entry of the login goes, if the process that lives now has the login as well.</summary>
    internal void Evict()
    {
        if (world.Ledger.Evicting())
        {
            world.Note("the entry is evicted");
            foreach (var key in _stored.Keys.Where(key => !key.StartsWith("cooldown/", StringComparison.Ordinal)).ToList())
            {
                _stored.Remove(key);
            }
        }
    }

    private void Fail()
    {
        if (world.Ledger.HasEnded && CanceledWrites + FailingWrites > 0)
        {
            world.Exchange.Forget();
        }

        if (CanceledWrites > 0)
        {
            CanceledWrites--;
            world.Note("the store cancels the write");
            throw new TaskCanceledException("The client ran out of time.");
        }

        if (FailingWrites > 0)
        {
            FailingWrites--;
            world.Note("the write fails");
            throw new IOException("No space left.");
        }
    }
}
