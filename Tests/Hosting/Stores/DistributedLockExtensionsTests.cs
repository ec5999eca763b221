using Medallion.Threading;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>The locks of DistributedLock as a store's locks.</summary>
public sealed class DistributedLockExtensionsTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(7);

    private readonly OneLock _locks = new();

    public void Dispose() => _locks.Dispose();

    [Fact]
    public async Task A_lock_is_requested_by_name_with_the_given_timeout()
    {
        using var cancellation = new CancellationTokenSource();
        await using var held = await _locks.LockAsync("a name", Timeout, cancellation.Token);
        Assert.NotNull(held);
        Assert.Equal(("a name", Timeout, cancellation.Token), _locks.Asked);
    }

    [Fact]
    public async Task A_lock_that_is_not_free_in_time_is_null()
    {
        _locks.IsTaken = true;
        Assert.Null(await _locks.LockAsync("a", Timeout));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // Then it may throw.
    public async Task A_lock_is_released_once_and_its_loss_is_passed_on(bool isLost)
    {
        var held = (await _locks.LockAsync("a", Timeout))!;
        Assert.False(held.Lost.IsCancellationRequested);
        await (isLost ? _locks.LoseAsync() : Task.CompletedTask);
        Assert.Equal((isLost, 0), (held.Lost.IsCancellationRequested, _locks.Released));
        _locks.OnRelease = () => _ = isLost ? throw new InvalidOperationException("The connection is closed.") : 0;
        await held.DisposeAsync();
        await held.DisposeAsync();
        Assert.Equal(1, _locks.Released);
    }

    [Fact]
    public async Task A_held_lock_is_reported_as_not_releasable()
    {
        var held = (await _locks.LockAsync("a", Timeout))!;
        _locks.OnRelease = () => throw new InvalidOperationException("There was no answer.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => held.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task A_provider_is_required() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => default(IDistributedLockProvider)!.LockAsync("a", Timeout));

    private sealed class OneLock : WaitingLock, IDistributedLockProvider, IDistributedSynchronizationHandle
    {
        private readonly CancellationTokenSource _lost = new();
        private string _name = "";

        public override string Name => _name;

        internal (string Name, TimeSpan Timeout, CancellationToken Token) Asked { get; private set; }

        internal bool IsTaken { get; set; }

        internal int Released { get; private set; }

        internal Action OnRelease { get; set; } = () => { };

        public CancellationToken HandleLostToken => _lost.Token;

        internal Task LoseAsync() => _lost.CancelAsync();

        public IDistributedLock CreateLock(string name)
        {
            _name = name;
            return this;
        }

        public override ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
            TimeSpan timeout = default, CancellationToken cancellationToken = default)
        {
            Asked = (Name, timeout, cancellationToken);
            return new(IsTaken ? null : this);
        }

        public ValueTask DisposeAsync()
        {
            Released++;
            OnRelease();
            return ValueTask.CompletedTask;
        }

        public void Dispose() => _lost.Dispose();
    }
}
