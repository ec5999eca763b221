using Medallion.Threading;

namespace PodioOAuth.Functional;

/// <summary>Locks among all processes that use one folder, held by the system: the end of a process is the end of its locks.</summary>
/// <remarks>A lock is of one open file and not of its process, so two stores in one process keep each other out as well.</remarks>
internal sealed class FileLocks(PrivateFolder folder, string extension, TimeProvider time) : IDistributedLockProvider
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    public IDistributedLock CreateLock(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new FileLock(name, folder, folder.FileOf(name, extension), time);
    }

    // The system wakes nobody who waits without blocking a thread, so it is asked again, ever less often.
    private sealed class FileLock(string name, PrivateFolder folder, string file, TimeProvider time) : StoreLock(name)
    {
        public override async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
            TimeSpan timeout = default, CancellationToken cancellationToken = default)
        {
            if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            {
                throw new ArgumentOutOfRangeException(nameof(timeout));
            }

            var begun = time.GetTimestamp();
            var pause = Shortest;
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (folder.TryLock(file) is { } handle)
                {
                    return new Held(handle.Dispose);
                }

                var left = timeout == Timeout.InfiniteTimeSpan ? pause : timeout - time.GetElapsedTime(begun);
                if (left <= TimeSpan.Zero)
                {
                    return null;
                }

                await Task.Delay(pause < left ? pause : left, time, cancellationToken).ConfigureAwait(false);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
        }
    }
}
