using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <content>Operations under the lock.</content>
internal sealed partial class LoginStore
{
    /// <summary>A login whose lock is held. All reads and writes of the login go through it.</summary>
    /// <remarks>The lock may be a lease. It is lost if its holder was paused until the lease ended, and another process
    /// continued.</remarks>
    internal sealed class LockedLogin(LoginStore store, StoreLock handle, bool mayDoubt, TimeProvider time)
    {
        // A holder that was paused may continue before its lock detects the loss.
        private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

        private readonly Elapsed _held = Elapsed.Since(time);

        /// <summary>Whether the lock is lost, or the machine slept while it was held, which the lock hasn't detected yet. Nothing more is
        /// written.</summary>
        internal bool IsLost =>
            handle.Lost.IsCancellationRequested || (handle.Lost.CanBeCanceled && _held.Asleep(time) > LongPause);

        /// <summary>Whether the lock is a lease that may be lost undetected, so that it must be reacquired before something is sent. Not
        /// indefinitely, because the store may always be that slow.</summary>
        internal bool IsInDoubt => mayDoubt && handle.Lost.CanBeCanceled && _held.Time(time) > LongPause;

        /// <summary>Whether the lock may be reacquired once more before something is sent.</summary>
        internal bool MayDoubt => mayDoubt;

        internal Task<Either<TokenSourceError, StoredState>> ReadAsync(CancellationToken cancellationToken) =>
            store.ReadAsync(cancellationToken);

        /// <summary>Writes the current state of the login.</summary>
        /// <returns>The reason why it couldn't be written, or null.</returns>
        internal Task<TokenSourceError?> StoreAsync(RenewalState state) =>
            IsLost ? Task.FromResult<TokenSourceError?>(TokenSourceError.LockLost) : store.WriteAsync(state);

        /// <summary>Removes the entry of a login that never started.</summary>
        /// <returns>The reason why it couldn't be removed, or null.</returns>
        internal Task<TokenSourceError?> RemoveAsync() =>
            IsLost ? Task.FromResult<TokenSourceError?>(TokenSourceError.LockLost) : store.RemoveAsync();

        /// <summary>Writes the cool-down for every login of the client.</summary>
        /// <returns>The reason why it couldn't be written, or null.</returns>
        internal Task<TokenSourceError?> ShareCoolDownAsync(RenewalState state) => store.WriteCoolDownAsync(state.RateLimitCoolDown);

        /// <summary>Removes the cool-down for every login of the client.</summary>
        /// <returns>The reason why it couldn't be written, or null.</returns>
        internal Task<TokenSourceError?> EndSharedCoolDownAsync() => store.RemoveCoolDownAsync();
    }
}
