using Medallion.Threading;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.RenewalProcess;

/// <summary>A store whose every access is a step of the journal: reads, writes, removals, and the lock's taking and giving back.</summary>
internal sealed class JournalStore(ITokenStore inner, Journal journal) : ITokenStore, IDistributedLockProvider
{
    public IDistributedLockProvider Locks => this;

    public IDistributedLock CreateLock(string name) => new JournalLock(inner.Locks.CreateLock(name), journal);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        journal.StepAsync("read", () => inner.ReadAsync(key, cancellationToken));

    public Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default) =>
        journal.StepAsync("write", () => DoneAsync(inner.WriteAsync(key, value, cancellationToken)));

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        journal.StepAsync("remove", () => DoneAsync(inner.RemoveAsync(key, cancellationToken)));

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }

    private sealed class JournalLock(IDistributedLock inner, Journal journal) : IDistributedLock
    {
        public string Name => inner.Name;

        public async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
            TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
            await journal.StepAsync("lock", () => inner.TryAcquireAsync(timeout, cancellationToken).AsTask()) is { } handle
                ? new JournalHandle(handle, journal)
                : null;

        public async ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
            TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            await TryAcquireAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken) ?? throw new TimeoutException();

        public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("A source takes its locks asynchronously.");

        public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("A source takes its locks asynchronously.");
    }

    private sealed class JournalHandle(IDistributedSynchronizationHandle inner, Journal journal) : IDistributedSynchronizationHandle
    {
        public CancellationToken HandleLostToken => inner.HandleLostToken;

        public void Dispose() => inner.Dispose();

        public async ValueTask DisposeAsync() => await journal.StepAsync("release", () => DoneAsync(inner.DisposeAsync().AsTask()));
    }
}
