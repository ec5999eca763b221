using LanguageExt;
using static PodioOAuth.Functional.LoginStore;

namespace PodioOAuth.Functional.Stores;

/// <summary>Operations on a login in a store that need no token source.</summary>
public static class TokenStoreExtensions
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Removes a login from the store. The entry without its secrets is kept for 30 days, so that every process that still has the
    /// login forgets it when it next reads the store.</summary>
    /// <remarks>Takes the login's lock, so that a renewal in progress doesn't bring the login back. Replaces an entry that is torn or can't
    /// be decrypted, but leaves a foreign one unchanged. Nothing is revoked at Podio.</remarks>
    /// <param name="store">The store.</param>
    /// <param name="key">The key.</param>
    /// <param name="lockTimeout">The time to wait for the lock: null for 30 seconds.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="cancellationToken">Cancels the wait for the lock and the read.</param>
    /// <returns>True if there was a login, or the reason why the store couldn't be changed: <see cref="TokenSourceError.LockLost"/> or a
    /// <see cref="StoreError"/>.</returns>
    public static Task<Either<TokenSourceError, bool>> ForgetAsync(
        this ITokenStore store,
        LoginKey key,
        TimeSpan? lockTimeout = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(key);
        return store.EndAsync(key, origin: null, lockTimeout ?? LockTimeout, timeProvider ?? TimeProvider.System, cancellationToken);
    }

    /// <summary>Ends a login, but not one that was started with another secret than the origin's: knowing an app ID must not be enough to
    /// end another owner's login. Without an origin, ends whatever is stored.</summary>
    internal static async Task<Either<TokenSourceError, bool>> EndAsync(
        this ITokenStore store, LoginKey key, Grant? origin, TimeSpan lockTimeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var done = await new LoginStore(store, key, origin: null, RenewalPolicy.Default, time)
            .WithLockAsync(lockTimeout, mayDoubt: false, ForgetAsync, cancellationToken).ConfigureAwait(false);
        return done.Bind(result => result);

        async Task<Either<TokenSourceError, bool>> ForgetAsync(LockedLogin login)
        {
            var read = await login.ReadAsync(cancellationToken).ConfigureAwait(false);
            return await read.Match<Task<Either<TokenSourceError, bool>>>(
                Right: async stored =>
                {
                    if (stored.State.Login is not null && await IsAnothersAsync().ConfigureAwait(false))
                    {
                        return false;
                    }

                    var ended = new RenewalState(origin: null)
                    {
                        SignedOutAt = time.GetUtcNow(),
                        EndsAt = stored.State.EndsAt,
                        RateLimitCoolDown = stored.State.RateLimitCoolDown,
                        SpentCode = stored.State.SpentCode,
                    };
                    return await login.StoreAsync(ended).ConfigureAwait(false) is { } unwritten
                        ? unwritten
                        : stored.State.Login is not null || stored.Torn is not null;
                },
                Left: error => Task.FromResult<Either<TokenSourceError, bool>>(error)).ConfigureAwait(false);
        }

        // Reads the entry as a source with the origin does.
        async Task<bool> IsAnothersAsync() => origin is not null
            && (await new LoginStore(store, key, origin, RenewalPolicy.Default, time).ReadAsync(cancellationToken).ConfigureAwait(false))
                .Match(Right: stored => stored.IsAbsent, Left: _ => true);
    }

    /// <summary>Reads a login as it is stored, with the rate limit that all logins of the client share. Takes no lock, sends nothing and
    /// changes nothing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The key.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The stored entry, whose login is absent if none is stored, or a <see cref="StoreError"/>.</returns>
    public static async Task<Either<TokenSourceError, StoredLogin>> LookAtAsync(
        this ITokenStore store, LoginKey key, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(key);
        var login = new LoginStore(store, key, origin: null, RenewalPolicy.Default, timeProvider ?? TimeProvider.System);
        var read = await login.ReadAsync(cancellationToken).ConfigureAwait(false);
        return read.Bind<StoredLogin>(stored => stored.Torn is { } torn ? torn : new StoredLogin(stored.State));
    }
}
