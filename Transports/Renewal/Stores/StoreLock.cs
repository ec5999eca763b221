namespace PodioOAuth.Functional.Stores;

/// <summary>A lock on a key that is held until it is disposed.</summary>
/// <remarks>Disposing it again does nothing. Safe for concurrent use.</remarks>
/// <param name="release">Gives the lock back; called once. What it throws is thrown by <see cref="DisposeAsync"/>.</param>
/// <param name="lost">Is canceled when the lock is lost while it is held, because its lease or its connection has ended. The default for a
/// lock that cannot be lost.</param>
/// <exception cref="ArgumentNullException"><paramref name="release"/> is null.</exception>
public sealed class StoreLock(Func<Task> release, CancellationToken lost = default) : IAsyncDisposable
{
    private Func<Task>? _release = release ?? throw new ArgumentNullException(nameof(release));

    /// <summary>Is canceled when the lock is lost: somebody else may have it by then.</summary>
    public CancellationToken Lost => lost;

    /// <summary>Gives the lock back.</summary>
    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _release, null) is { } once ? new ValueTask(once()) : ValueTask.CompletedTask;
}
