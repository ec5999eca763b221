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
            token = (await source.GetTokenAsync()).Right();
            Assert.Equal(token, (await source.GetTokenAsync()).Right());
        }

        await using var next = bench.OfApp();
        Assert.Equal(token, (await next.GetTokenAsync()).Right());
        Assert.Equal(1, bench.Exchanges);
        Assert.IsType<RenewedEvent>(Assert.Single(bench.Events));
    }

    [Fact]
    public void What_was_wrong_is_reported_as_unobserved() => Assert.True(Unobserved.Reports(
        Reason, () => new Bench { Store = new KeepingItsLocks() }.OfApp().GetTokenAsync().GetAwaiter().GetResult().Right()));

    private sealed class KeepingItsLocks : ITokenStore
    {
        private readonly InMemoryTokenStore _store = new();

        public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
            Task.FromResult<StoreLock?>(new StoreLock(() => throw new IOException(Reason)));

        public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
            _store.ReadAsync(key, cancellationToken);

        public Task WriteAsync(
            string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
            _store.WriteAsync(key, value, lifetime, cancellationToken);

        public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => _store.RemoveAsync(key, cancellationToken);
    }
}
