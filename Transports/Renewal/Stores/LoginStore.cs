using LanguageExt;
using Medallion.Threading;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>One login's entries in a store, as states and error values instead of bytes and exceptions.</summary>
/// <remarks>An entry that was begun with another secret than this source has is not this source's: it is read as none, and is written over
/// by nothing but a login that Podio granted.</remarks>
internal sealed class LoginStore(ITokenStore store, LoginKey key, Grant? origin, TimeProvider time)
{
    private readonly string _login = key.ToString();
    private readonly OriginProof? _proof = origin?.Origin is { } begun ? new OriginProof(begun) : null;
    private bool _isAnothers; // Whether what was read last, under the lock, is a login of another.

    /// <summary>The lock on the login; <see cref="TokenSourceError.LockLost"/> where it is not free in time.</summary>
    internal Task<Either<TokenSourceError, IDistributedSynchronizationHandle>> LockAsync(
        TimeSpan timeout, CancellationToken cancellationToken) =>
        GuardAsync<IDistributedSynchronizationHandle>(StoreProblem.Unreadable, async () =>
            await store.Locks.CreateLock(_login).TryAcquireAsync(timeout, cancellationToken).ConfigureAwait(false) is { } handle
                ? Prelude.Right<TokenSourceError, IDistributedSynchronizationHandle>(handle)
                : TokenSourceError.LockLost);

    /// <summary>What is stored, with the client's cool-down in it; a state without a login where nothing is.</summary>
    internal Task<Either<TokenSourceError, RenewalState>> ReadAsync(CancellationToken cancellationToken) =>
        GuardAsync<RenewalState>(StoreProblem.Unreadable, async () =>
        {
            var entry = await ReadAsync(_login, cancellationToken).ConfigureAwait(false);
            var shared = await ReadAsync(key.CoolDownKey, cancellationToken).ConfigureAwait(false);
            var state = entry?.ToState(origin) ?? new RenewalState(origin);
            var isAccepted = entry is null || _proof?.Accepts(entry.OriginProof) != false;
            _isAnothers = !isAccepted && state.Login is not null;
            return (isAccepted ? state : new RenewalState(origin)) with
            {
                RateLimitCoolDown = CoolDown.Later(state.RateLimitCoolDown, shared?.CoolDown?.ToCoolDown(), time.GetUtcNow()),
            };
        });

    internal Task<Either<TokenSourceError, RenewalState>> WriteAsync(RenewalState state) =>
        GuardAsync<RenewalState>(StoreProblem.Unwritable, async () =>
        {
            if (!_isAnothers || state.Login is not null)
            {
                var entry = StoredEntry.Write(_login, state, _proof?.Own());
                await store.WriteAsync(_login, entry, CancellationToken.None).ConfigureAwait(false);
                _isAnothers = false;
            }

            return state;
        });

    /// <summary>Lets every login of the client know of the cool-down after a rate limit of the token endpoint.</summary>
    internal Task<Either<TokenSourceError, RenewalState>> WriteCoolDownAsync(RenewalState state) =>
        GuardAsync<RenewalState>(StoreProblem.Unwritable, async () =>
        {
            var shared = new RenewalState(origin: null) { RateLimitCoolDown = state.RateLimitCoolDown };
            await store.WriteAsync(
                key.CoolDownKey, StoredEntry.Write(key.CoolDownKey, shared), CancellationToken.None).ConfigureAwait(false);
            return state;
        });

    internal Task<Either<TokenSourceError, RenewalState>> RemoveAsync() =>
        GuardAsync<RenewalState>(StoreProblem.Unwritable, async () =>
        {
            await store.RemoveAsync(_login, CancellationToken.None).ConfigureAwait(false);
            return new RenewalState(origin);
        });

    private async Task<StoredEntry?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await store.ReadAsync(name, cancellationToken).ConfigureAwait(false) is { } bytes ? StoredEntry.Read(name, bytes) : null;

    // A store is the user's code or a library's: whatever it throws is its way to say that it failed. Its message may name anything.
    private static async Task<Either<TokenSourceError, T>> GuardAsync<T>(
        StoreProblem problem, Func<Task<Either<TokenSourceError, T>>> access)
    {
        try
        {
            return await access().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return exception is StoreException ours ? ours.ToError() : TokenSourceError.Store(problem, exception.GetType().Name);
        }
    }
}
