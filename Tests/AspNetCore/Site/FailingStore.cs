using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.AspNetCore.Tests.Site;

/// <summary>A store that can be told to refuse every change, or every reading.</summary>
internal sealed class FailingStore : ITokenStore
{
    private readonly InMemoryTokenStore _store = new();

    internal bool RefusesChanges { get; set; }

    internal bool RefusesReads { get; set; }

    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _store.LockAsync(key, timeout, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        RefusesReads ? throw new IOException("The store cannot be read.") : _store.ReadAsync(key, cancellationToken);

    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
        RefusesChanges ? throw new IOException("The store is read-only.") : _store.WriteAsync(key, value, lifetime, cancellationToken);

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        RefusesChanges ? throw new IOException("The store is read-only.") : _store.RemoveAsync(key, cancellationToken);
}
