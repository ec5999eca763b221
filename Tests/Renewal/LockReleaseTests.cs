using Medallion.Threading;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A lock that cannot be given back, as when its server went away meanwhile: nobody loses the token for it.</summary>
public sealed class LockReleaseTests
{
    private const string Reason = "The server of locks 4711 is away.";

    [Fact]
    public async Task The_token_is_served_and_stored_all_the_same()
    {
        var bench = new Bench { Store = new KeepingItsLocks() };
        Token token;
        await using (var source = bench.OfApp())
        {
            token = Bench.Right(await source.GetTokenAsync());
            Assert.Equal(token, Bench.Right(await source.GetTokenAsync()));
        }

        await using var next = bench.OfApp();
        Assert.Equal(token, Bench.Right(await next.GetTokenAsync()));
        Assert.Equal(1, bench.Exchanges);
        Assert.IsType<RenewedEvent>(Assert.Single(bench.Events));
    }

    [Fact]
    public void What_was_wrong_is_reported_as_unobserved() => Assert.True(Unobserved.Reports(
        Reason, () => Bench.Right(new Bench { Store = new KeepingItsLocks() }.OfApp().GetTokenAsync().GetAwaiter().GetResult())));

    private sealed class KeepingItsLocks : ITokenStore, IDistributedLockProvider, IDistributedLock
    {
        private readonly InMemoryTokenStore _store = new();

        public IDistributedLockProvider Locks => this;

        public string Name => "the lock";

        public IDistributedLock CreateLock(string name) => this;

        public ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
            TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
            new(new Handle());

        public ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
            TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("A source waits for a lock no longer than it is told to.");

        public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("A source blocks no thread.");

        public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("A source blocks no thread.");

        public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
            _store.ReadAsync(key, cancellationToken);

        public Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default) =>
            _store.WriteAsync(key, value, cancellationToken);

        public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => _store.RemoveAsync(key, cancellationToken);

        private sealed class Handle : IDistributedSynchronizationHandle
        {
            public CancellationToken HandleLostToken => CancellationToken.None;

            public void Dispose() => throw new IOException(Reason);

            public ValueTask DisposeAsync() => ValueTask.FromException(new IOException(Reason));
        }
    }
}
