using Medallion.Threading;

namespace PodioOAuth.Functional.Stores;

/// <summary>Locks of DistributedLock, for a store of your own.</summary>
public static class DistributedLockExtensions
{
    /// <summary>Waits for a lock of the provider and returns what <see cref="ITokenStore.LockAsync"/> must return.</summary>
    /// <param name="locks">The lock provider.</param>
    /// <param name="name">The name of the lock at the provider.</param>
    /// <param name="timeout">The time to wait; zero to try once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The lock, or null if it wasn't free in time. If the provider detects that a lock is lost
    /// (<see cref="IDistributedSynchronizationHandle.HandleLostToken"/>), so does the result.</returns>
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
                // A lost lock can't be released, and some providers then throw (DistributedLock.Postgres).
            }
        }
    }
}
