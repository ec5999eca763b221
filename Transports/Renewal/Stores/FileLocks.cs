namespace PodioOAuth.Functional.Stores;

/// <summary>Locks between all processes that use one folder. The system holds them, so they end with their process.</summary>
/// <remarks>A lock belongs to one open file and not to its process, so it also excludes other stores in the same process. Its file exists
/// while it is held.</remarks>
internal sealed class FileLocks(PrivateFolder folder, string extension, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    // The system can't notify a waiter without blocking a thread, so it is polled at growing intervals.
    internal async Task<StoreLock?> LockAsync(string name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        var (file, begun, pause) = (folder.FileOf(name, extension), time.GetTimestamp(), Shortest);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (folder.TryLock(file) is { } held)
            {
                return new StoreLock(() =>
                {
                    held.Dispose();
                    return Task.CompletedTask;
                });
            }

            var left = timeout - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await Task.Delay(Instants.Min(pause, left), time, cancellationToken).ConfigureAwait(false);
            pause = Instants.Min(pause * 2, Longest);
        }
    }
}
