using Medallion.Threading;

namespace PodioOAuth.Functional;

/// <summary>A lock of which only the asynchronous attempt is its own.</summary>
internal abstract class StoreLock(string name) : IDistributedLock
{
    public string Name => name;

    public abstract ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default);

    public async ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        await TryAcquireAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false)
        ?? throw new TimeoutException("The lock was not free in time.");

    public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        TryAcquireAsync(timeout, cancellationToken).AsTask().GetAwaiter().GetResult();

    public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        AcquireAsync(timeout, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>A lock that is held until it is disposed, and cannot be lost.</summary>
    protected sealed class Held(Action release) : IDistributedSynchronizationHandle
    {
        private Action? _release = release;

        public CancellationToken HandleLostToken => CancellationToken.None;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
