using Medallion.Threading;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>A lock that ends with its process.</summary>
internal sealed class SimulatedLock(World world, HashSet<string> held, string name) : IDistributedLock
{
    public string Name => name;

    public async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        var life = world.Life;
        do
        {
            await world.Wait("the lock is tried", cancellationToken);
            if (world.Store.FailingLocks > 0)
            {
                world.Store.FailingLocks--;
                world.Note("the lock is not free in time");
                return null;
            }
        }
        while (!held.Add(name));

        return new Handle(() =>
        {
            if (life == world.Life)
            {
                held.Remove(name);
            }
        });
    }

    public async ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        await TryAcquireAsync(Timeout.InfiniteTimeSpan, cancellationToken) ?? throw new TimeoutException("The lock was not free in time.");

    public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    private sealed class Handle(Action release) : IDistributedSynchronizationHandle
    {
        public CancellationToken HandleLostToken => CancellationToken.None;

        public void Dispose() => release();

        public ValueTask DisposeAsync()
        {
            release();
            return ValueTask.CompletedTask;
        }
    }
}
