namespace PodioOAuth.Functional;

/// <summary>Removes unneeded files from a folder: entries whose lifetime has ended, and files that killed processes left behind.</summary>
/// <remarks>A store has no thread of its own, so a write also sweeps. It checks a bounded number of files, chosen at random, and not after
/// each write: a later sweep finds what this one misses.</remarks>
internal sealed class FolderSweep(PrivateFolder folder, TimeProvider time)
{
    internal const int MostFiles = 256;
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _sweptAt;

    /// <summary>Sweeps, unless that was just done. Never fails, so that it doesn't affect the write.</summary>
    internal void SweepIfDue()
    {
        if (IsDue())
        {
            WherePossible(() =>
            {
                foreach (var file in folder.Sample(MostFiles))
                {
                    WherePossible(() => Sweep(file));
                }
            });
        }
    }

    private bool IsDue()
    {
        lock (_gate)
        {
            var isDue = _sweptAt is not { } before || time.GetElapsedTime(before) >= Interval;
            _sweptAt = isDue ? time.GetTimestamp() : _sweptAt;
            return isDue;
        }
    }

    private void Sweep(string path)
    {
        if (PrivateFolder.IsLock(path))
        {
            folder.RemoveLock(path);
        }
        else if (IsOver(path))
        {
            using var alone = folder.TryLock(PrivateFolder.WritingOf(path)); // Otherwise it is being written right now.
            if (alone is not null && IsOver(path))
            {
                folder.Delete(path); // Not flushed: a file that reappears after a power loss has expired as well.
            }
        }
    }

    private static void WherePossible(Action sweep)
    {
        try
        {
            sweep();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file is in use, inaccessible, or damaged; the next read reports the problem.
        }
    }

    private bool IsOver(string path) => PrivateFolder.IsTemporary(path)
        || (folder.Read(path) is { } bytes && EntryFile.Read(path, bytes).HasEnded(time.GetUtcNow()));
}
