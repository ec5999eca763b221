namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A store over another one, by default in memory, that is told what to do around each access: throw, wait, or something behind
/// the source's back. No registry takes it for one in memory.</summary>
internal sealed class ScriptedStore(ITokenStore? inner = null) : IListableTokenStore
{
    internal static readonly Func<Task> Nothing = () => Task.CompletedTask;

    private readonly ITokenStore _store = inner ?? new InMemoryTokenStore();
    private readonly List<StoreLock> _held = [];
    private int _reads;

    internal Func<Task> BeforeLock { get; set; } = Nothing;

    internal Func<Task> AfterLock { get; set; } = Nothing;

    internal Func<Task> BeforeRead { get; set; } = Nothing;

    internal Func<Task> AfterRead { get; set; } = Nothing;

    internal Func<Task> BeforeWrite { get; set; } = Nothing;

    internal Func<Task> AfterWrite { get; set; } = Nothing;

    internal Func<Task> BeforeRemove { get; set; } = Nothing;

    internal Func<Task> BeforeRelease { get; set; } = Nothing;

    /// <summary>What it lists.</summary>
    internal IAsyncEnumerable<string> Keys { get; set; } = AsyncEnumerable.Empty<string>();

    /// <summary>How often the lock on a login was asked for.</summary>
    internal int Looks { get; private set; }

    internal int Reads => Volatile.Read(ref _reads);

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

        var lease = Lease;
        _held.Add(held);
        await AfterLock();
        return new StoreLock(
            async () =>
            {
                await BeforeRelease();
                await held.DisposeAsync();
            },
            lease);
    }

    /// <summary>The leases are over, and their holder has not heard of it: the next one gets the locks.</summary>
    internal async Task SeizeAsync()
    {
        foreach (var held in _held)
        {
            await held.DisposeAsync();
        }
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        await BeforeRead();
        var read = await _store.ReadAsync(key, cancellationToken);
        await AfterRead();
        return read;
    }

    public async Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        await BeforeWrite();
        await _store.WriteAsync(key, value, lifetime, cancellationToken);
        await AfterWrite();
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        await BeforeRemove();
        await _store.RemoveAsync(key, cancellationToken);
    }

    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken = default) => Keys;

    /// <summary>Does something at the first call, and at that alone.</summary>
    internal static Func<Task> Once(Func<Task> act)
    {
        var calls = 0;
        return () => ++calls == 1 ? act() : Task.CompletedTask;
    }

    internal static Task Refuse() => throw new IOException("The store is down.");

    /// <summary>Fails the next so many calls.</summary>
    internal static Func<Task> Fail(Exception exception, int times = 1, int after = 0)
    {
        var calls = 0;
        return () => ++calls > after && calls <= after + times ? Task.FromException(exception) : Task.CompletedTask;
    }
}
