using System.Collections.Concurrent;
using Medallion.Threading;

namespace PodioOAuth.Functional;

/// <summary>Locks among the callers of one process, by name. They are never lost.</summary>
internal sealed class InProcessLocks : IDistributedLockProvider
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    public IDistributedLock CreateLock(string name) => new GateLock(name, _gates.GetOrAdd(name, static _ => new SemaphoreSlim(1)));

    private sealed class GateLock(string name, SemaphoreSlim gate) : StoreLock(name)
    {
        public override async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
            TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
            await gate.WaitAsync(timeout, cancellationToken).ConfigureAwait(false) ? new Held(() => gate.Release()) : null;
    }
}
