namespace PodioOAuth.Functional.Stores;

/// <summary>Locks among all processes that use one folder, held by the system: the end of a process is the end of its locks.</summary>
/// <remarks>A lock is of one open file and not of its process, so two stores in one process keep each other out as well. Its file is
/// there while it is held.</remarks>
internal sealed class FileLocks(PrivateFolder folder, string extension, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    // The system wakes nobody who waits without blocking a thread, so it is asked again, ever less often.
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
