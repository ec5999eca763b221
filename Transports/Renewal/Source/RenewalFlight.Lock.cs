using Medallion.Threading;

namespace PodioOAuth.Functional;

/// <content>The lock, and what is done without it. It may be a lease: then it is lost when its holder was paused for so long that it is
/// over, and somebody else goes on.</content>
internal sealed partial class RenewalFlight
{
    // A holder that was paused may go on before its lock has heard of the loss. After so long it takes the lock anew, and looks again; but
    // not for ever: the store may be as slow as that.
    private const int MostLooks = 3;
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

    private IDistributedSynchronizationHandle? _handle;
    private long _heldSince;
    private int _looks;

    private bool IsLockLost => _handle!.HandleLostToken.IsCancellationRequested;

    private bool IsLockInDoubt =>
        _handle!.HandleLostToken.CanBeCanceled && _looks < MostLooks && settings.Time.GetElapsedTime(_heldSince) > LongPause;

    // What is stored is replaced on purpose, but nothing that cannot be read: it may be another's, or what a person can still save.
    private async Task<FlightResult> WithStoredAsync(Known known, Func<RenewalState, Task<FlightResult>> work)
    {
        while (true)
        {
            var result = await WithLockAsync(known, async () =>
            {
                var stored = await store.ReadAsync(abort).ConfigureAwait(false);
                return await stored.Match(
                    Right: work, Left: error => Task.FromResult(FlightResult.Failed(known, error))).ConfigureAwait(false);
            }).ConfigureAwait(false);
            if (!result.IsOnceMore)
            {
                return result;
            }
        }
    }

    private async Task<FlightResult> WithLockAsync(Known known, Func<Task<FlightResult>> work)
    {
        var held = await store.LockAsync(settings.LockTimeout, abort).ConfigureAwait(false);
        return await held.Match(
            Right: async handle =>
            {
                try
                {
                    (_handle, _heldSince, _looks) = (handle, settings.Time.GetTimestamp(), _looks + 1);
                    return await work().ConfigureAwait(false);
                }
                finally
                {
                    await ReleaseAsync(handle).ConfigureAwait(false);
                }
            },
            Left: error => Task.FromResult(FlightResult.Failed(known, error))).ConfigureAwait(false);
    }

    // What was got stands, and is stored, whether or not the lock can be given back: a lease ends by itself.
    private static async Task ReleaseAsync(IDistributedSynchronizationHandle handle)
    {
        try
        {
            await handle.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _ = Task.FromException(exception); // Nobody awaits it: so it is reported as unobserved.
        }
    }

    // A reply that came when the lock was lost is not written without it. Under a new lock it is, if the login still stands where it stood:
    // then it is the only one there is, also where somebody else was told in the meantime that the refresh token is spent. What somebody
    // else got is newer, and stands.
    private Task<FlightResult> SettleAsync(FlightResult result, bool isRenewal)
    {
        var known = result.Known;
        return known.Owed is null || _looks == 0 || !result.IsLockLost ? Task.FromResult(result) : WithStoredAsync(known, state =>
        {
            if (known.IsSaveOwedTo(state))
            {
                return SaveAsync(known);
            }

            var isServed = isRenewal && state is { IsAccessTokenRejected: false, Login: { } login } && !login.IsExpired(Now);
            return Task.FromResult(isServed
                ? new FlightResult(state, state.Login!.Token)
                : FlightResult.Failed(state, TokenSourceError.LockLost));
        });
    }
}
