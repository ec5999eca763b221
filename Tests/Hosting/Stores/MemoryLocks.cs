using Medallion.Threading;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>Locks of DistributedLock's kind in the memory of one process.</summary>
internal sealed class MemoryLocks : IDistributedLockProvider
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    public IDistributedLock CreateLock(string name) => new MemoryLock(name, _gates.GetOrAdd(name, _ => new SemaphoreSlim(1)));

    private sealed class MemoryLock(string name, SemaphoreSlim gate) : WaitingLock
    {
        public override string Name => name;

        public override async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
            TimeSpan timeout = default, CancellationToken cancellationToken = default)
        {
            await CapturedContext.PauseAsync();
            return await gate.WaitAsync(timeout, cancellationToken) ? new Handle(gate) : null;
        }
    }

    private sealed class Handle(SemaphoreSlim gate) : IDistributedSynchronizationHandle
    {
        public CancellationToken HandleLostToken => CancellationToken.None;

        public void Dispose() => gate.Release();

        public async ValueTask DisposeAsync()
        {
            await CapturedContext.PauseAsync();
            Dispose();
        }
    }
}

/// <summary>A lock that a store waits for no longer than it is told to, and on no thread.</summary>
internal abstract class WaitingLock : IDistributedLock
{
    public abstract string Name { get; }

    public abstract ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default);

    public ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
