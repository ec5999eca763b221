using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Registry;

/// <summary>A store that is not in memory, as far as a registry can tell.</summary>
internal sealed class PassingStore(ITokenStore inner) : ITokenStore
{
    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        inner.LockAsync(key, timeout, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(key, cancellationToken);

    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(key, value, lifetime, cancellationToken);

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => inner.RemoveAsync(key, cancellationToken);
}
