using System.Collections.Concurrent;
using Medallion.Threading;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>Locks of DistributedLock's kind in the memory of one process.</summary>
internal sealed class MemoryLocks : IDistributedLockProvider
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    public IDistributedLock CreateLock(string name) => new MemoryLock(name, _gates.GetOrAdd(name, _ => new SemaphoreSlim(1)));

    private sealed class MemoryLock(string name, SemaphoreSlim gate) : IDistributedLock
    {
        public string Name => name;

        public async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
            TimeSpan timeout = default, CancellationToken cancellationToken = default)
        {
            await CapturedContext.PauseAsync();
            return await gate.WaitAsync(timeout, cancellationToken) ? new Handle(gate) : null;
        }

        public ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
            TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("A store waits for a lock no longer than it is told to.");

        public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("A store blocks no thread.");

        public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("A store blocks no thread.");
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
