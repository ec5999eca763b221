using Medallion.Threading;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A store of many machines as one of them has it: its lock is a lease, which can be lost at any point.</summary>
internal sealed class LeasedStore(ITokenStore shared) : ITokenStore, IDistributedLockProvider
{
    private readonly List<Lease> _held = [];

    public IDistributedLockProvider Locks => this;

    /// <summary>Is told what was done: <c>lock</c>, <c>read</c>, <c>write</c>.</summary>
    internal Func<string, Task> Done { get; set; } = _ => Task.CompletedTask;

    /// <summary>The lease is over: others may have the lock.</summary>
    /// <param name="isNoticed">Whether the holder is told: one that was paused may go on before it is.</param>
    internal async Task LoseAsync(bool isNoticed = true)
    {
        foreach (var lease in _held.ToList())
        {
            await lease.LoseAsync(isNoticed);
        }
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        var read = await shared.ReadAsync(key, cancellationToken);
        await Done("read");
        return read;
    }

    public async Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        await shared.WriteAsync(key, value, cancellationToken);
        await Done("write");
    }

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => shared.RemoveAsync(key, cancellationToken);

    public IDistributedLock CreateLock(string name) => new LeasedLock(this, shared.Locks.CreateLock(name));

    private sealed class LeasedLock(LeasedStore store, IDistributedLock inner) : IDistributedLock
    {
        public string Name => inner.Name;

        public async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
            TimeSpan timeout = default, CancellationToken cancellationToken = default)
        {
            if (await inner.TryAcquireAsync(timeout, cancellationToken) is not { } handle)
            {
                return null;
            }

            var lease = new Lease(store, handle);
            store._held.Add(lease);
            await store.Done("lock");
            return lease;
        }

        public async ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
            TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            await TryAcquireAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken) ?? throw new TimeoutException();

        public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("A source takes its locks asynchronously.");

        public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("A source takes its locks asynchronously.");
    }

    private sealed class Lease(LeasedStore store, IDistributedSynchronizationHandle inner) : IDistributedSynchronizationHandle
    {
        private readonly CancellationTokenSource _lost = new();

        public CancellationToken HandleLostToken => _lost.Token;

        internal async Task LoseAsync(bool isNoticed)
        {
            await DisposeAsync();
            if (isNoticed)
            {
                await _lost.CancelAsync();
            }
        }

        public void Dispose() => throw new NotSupportedException("A source gives its locks back asynchronously.");

        public ValueTask DisposeAsync()
        {
            store._held.Remove(this);
            return inner.DisposeAsync();
        }
    }
}
