using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>A store in memory that counts how often it is read.</summary>
internal sealed class CountingStore : ITokenStore
{
    private readonly InMemoryTokenStore _store = new();
    private int _reads;

    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _store.LockAsync(key, timeout, cancellationToken);

    internal int Reads => Volatile.Read(ref _reads);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        return _store.ReadAsync(key, cancellationToken);
    }

    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
        _store.WriteAsync(key, value, lifetime, cancellationToken);

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => _store.RemoveAsync(key, cancellationToken);
}
