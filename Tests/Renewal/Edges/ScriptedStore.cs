using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A store in memory that is told what to do before each access: throw, wait, or something behind the source's back.</summary>
internal sealed class ScriptedStore : ITokenStore
{
    private readonly InMemoryTokenStore _store = new();
    private StoreLock? _held;

    internal Func<Task> BeforeLock { get; set; } = () => Task.CompletedTask;

    internal Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

    internal Func<Task> BeforeWrite { get; set; } = () => Task.CompletedTask;

    internal Func<Task> AfterWrite { get; set; } = () => Task.CompletedTask;

    /// <summary>How often the lock on a login was asked for.</summary>
    internal int Looks { get; private set; }

    /// <summary>The lease of every lock: canceled when it is lost. A lock without one cannot be lost.</summary>
    internal CancellationToken Lease { get; set; }

    public async Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Looks += key.StartsWith("login/", StringComparison.Ordinal) ? 1 : 0;
        await BeforeLock();
        if (await _store.LockAsync(key, timeout, cancellationToken) is not { } held)
        {
            return null;
        }

        _held = held;
        return new StoreLock(() => held.DisposeAsync().AsTask(), Lease);
    }

    /// <summary>The lease is over, and its holder has not heard of it: the next one gets the lock.</summary>
    internal async Task SeizeAsync() => await _held!.DisposeAsync();

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        await BeforeRead();
        return await _store.ReadAsync(key, cancellationToken);
    }

    public async Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        await BeforeWrite();
        await _store.WriteAsync(key, value, lifetime, cancellationToken);
        await AfterWrite();
    }

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => _store.RemoveAsync(key, cancellationToken);

    /// <summary>Fails the next so many calls.</summary>
    internal static Func<Task> Fail(Exception exception, int times = 1, int after = 0)
    {
        var calls = 0;
        return () => ++calls > after && calls <= after + times ? Task.FromException(exception) : Task.CompletedTask;
    }
}
