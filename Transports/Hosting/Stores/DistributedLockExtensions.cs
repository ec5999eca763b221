using Medallion.Threading;

namespace PodioOAuth.Functional.Stores;

/// <summary>The locks of DistributedLock, for a store of your own.</summary>
public static class DistributedLockExtensions
{
    /// <summary>Waits for a lock of the provider: what <see cref="ITokenStore.LockAsync"/> has to return.</summary>
    /// <param name="locks">The provider.</param>
    /// <param name="name">The lock's name there.</param>
    /// <param name="timeout">How long to wait; zero to try once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The lock, or null where it was not free in time. Where the provider notices that a lock is lost
    /// (<see cref="IDistributedSynchronizationHandle.HandleLostToken"/>), so does the lock.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="locks"/> is null.</exception>
    public static async Task<StoreLock?> LockAsync(
        this IDistributedLockProvider locks, string name, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(locks);
        return await locks.CreateLock(name).TryAcquireAsync(timeout, cancellationToken).ConfigureAwait(false) is { } handle
            ? LockOf(handle, handle.HandleLostToken)
            : null;
    }

    private static StoreLock LockOf(IDistributedSynchronizationHandle handle, CancellationToken lost)
    {
        return new StoreLock(ReleaseAsync, lost);

        async Task ReleaseAsync()
        {
            try
            {
                await handle.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception) when (lost.IsCancellationRequested)
            {
                // A lock that is lost cannot be given back, and some providers throw then (DistributedLock.Postgres).
            }
        }
    }
}
