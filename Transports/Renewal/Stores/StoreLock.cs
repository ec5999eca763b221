namespace PodioOAuth.Functional.Stores;

/// <summary>A lock on a key that is held until it is disposed.</summary>
/// <remarks>Disposing it again has no effect. Safe for concurrent use.</remarks>
/// <param name="release">Releases the lock; called once. Its exceptions are thrown by <see cref="DisposeAsync"/>.</param>
/// <param name="lost">A token that is canceled when the lock is lost while it is held, because its lease or connection has ended. The
/// default for a lock that can't be lost.</param>
public sealed class StoreLock(Func<Task> release, CancellationToken lost = default) : IAsyncDisposable
{
    private Func<Task>? _release = release ?? throw new ArgumentNullException(nameof(release));

    /// <summary>Gets a token that is canceled when the lock is lost: another process may hold it by then.</summary>
    public CancellationToken Lost => lost;

    /// <summary>Releases the lock.</summary>
    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _release, null) is { } once ? new ValueTask(once()) : ValueTask.CompletedTask;
}
