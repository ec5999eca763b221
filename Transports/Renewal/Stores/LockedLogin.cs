using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <content>Operations under the lock.</content>
internal sealed partial class LoginStore
{
    /// <summary>A login whose lock is held: all that may be read and written of it is reached through this.</summary>
    /// <remarks>The lock may be a lease. It is lost when its holder was paused for so long that the lease has ended, and somebody else goes
    /// on.</remarks>
    internal sealed class LockedLogin(LoginStore store, StoreLock handle, bool mayDoubt, TimeProvider time)
    {
        // A holder that was paused may go on before its lock has heard of the loss.
        private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

        private readonly Elapsed _held = Elapsed.Since(time);

        /// <summary>Whether the lock is lost, or the machine slept while it was held: then nobody has told the lock yet. Nothing is written
        /// anymore.</summary>
        internal bool IsLost =>
            handle.Lost.IsCancellationRequested || (handle.Lost.CanBeCanceled && _held.Asleep(time) > LongPause);

        /// <summary>Whether the lock is a lease that may be lost without anybody knowing, so that it has to be taken anew before something
        /// is sent. Not without end: the store may be as slow as that.</summary>
        internal bool IsInDoubt => mayDoubt && handle.Lost.CanBeCanceled && _held.Time(time) > LongPause;

        /// <summary>Whether the lock may be taken once more before something is sent.</summary>
        internal bool MayDoubt => mayDoubt;

        internal Task<Either<TokenSourceError, StoredState>> ReadAsync(CancellationToken cancellationToken) =>
            store.ReadAsync(cancellationToken);

        /// <summary>Writes the current state of the login.</summary>
        /// <returns>Why it could not be written, or null.</returns>
        internal Task<TokenSourceError?> StoreAsync(RenewalState state) =>
            IsLost ? Task.FromResult<TokenSourceError?>(TokenSourceError.LockLost) : store.WriteAsync(state);

        /// <summary>Removes the entry of a login that never started.</summary>
        /// <returns>Why it could not be removed, or null.</returns>
        internal Task<TokenSourceError?> RemoveAsync() =>
            IsLost ? Task.FromResult<TokenSourceError?>(TokenSourceError.LockLost) : store.RemoveAsync();

        /// <summary>Writes the cool-down for every login of the client.</summary>
        /// <returns>Why it could not be written, or null.</returns>
        internal Task<TokenSourceError?> ShareCoolDownAsync(RenewalState state) => store.WriteCoolDownAsync(state.RateLimitCoolDown);

        /// <summary>Removes the cool-down for every login of the client.</summary>
        /// <returns>Why it could not be written, or null.</returns>
        internal Task<TokenSourceError?> EndSharedCoolDownAsync() => store.RemoveCoolDownAsync();
    }
}
