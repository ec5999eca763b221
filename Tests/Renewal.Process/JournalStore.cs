using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.RenewalProcess;

/// <summary>A store whose every access is a step of the journal: reads, writes, removals, and the lock's taking and giving back.</summary>
internal sealed class JournalStore(ITokenStore inner, Journal journal) : ITokenStore
{
    public async Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var of = key.StartsWith("cooldown/", StringComparison.Ordinal) ? " of the cool-down" : "";
        return await journal.StepAsync($"lock{of}", () => inner.LockAsync(key, timeout, cancellationToken)) is { } held
            ? new StoreLock(() => journal.StepAsync($"release{of}", () => DoneAsync(held.DisposeAsync().AsTask())), held.Lost)
            : null;
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        journal.StepAsync("read", () => inner.ReadAsync(key, cancellationToken));

    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
        journal.StepAsync("write", () => DoneAsync(inner.WriteAsync(key, value, lifetime, cancellationToken)));

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        journal.StepAsync("remove", () => DoneAsync(inner.RemoveAsync(key, cancellationToken)));

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }
}
