using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A store of many machines as one of them has it: its lock is a lease, which can be lost at any point.</summary>
internal sealed class LeasedStore(ITokenStore shared) : ITokenStore
{
    private readonly List<Lease> _held = [];

    /// <summary>Is told what was done: <c>lock</c>, <c>read</c>, <c>write</c>.</summary>
    internal Func<string, Task> Done { get; set; } = _ => Task.CompletedTask;

    /// <summary>The lease is over: others may have the lock.</summary>
    /// <param name="isNoticed">Whether the holder is told: one that was paused may go on before it is.</param>
    internal async Task LoseAsync(bool isNoticed = true)
    {
        foreach (var lease in _held.ToList())
        {
            await ReleaseAsync(lease);
            if (isNoticed)
            {
                await lease.Lost.CancelAsync();
            }
        }
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        var read = await shared.ReadAsync(key, cancellationToken);
        await Done("read");
        return read;
    }

    public async Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        await shared.WriteAsync(key, value, lifetime, cancellationToken);
        await Done("write");
    }

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => shared.RemoveAsync(key, cancellationToken);

    public async Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (await shared.LockAsync(key, timeout, cancellationToken) is not { } held)
        {
            return null;
        }

        var lease = new Lease(held, new CancellationTokenSource());
        _held.Add(lease);
        await Done("lock");
        return new StoreLock(() => ReleaseAsync(lease), lease.Lost.Token);
    }

    private async Task ReleaseAsync(Lease lease)
    {
        _held.Remove(lease);
        await lease.Inner.DisposeAsync();
    }

    private sealed record Lease(StoreLock Inner, CancellationTokenSource Lost);
}
