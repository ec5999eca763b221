using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>One login's entries in a store, as states and error values instead of bytes and exceptions.</summary>
/// <remarks>An entry that was started with another secret than this source's belongs to another owner: it is treated as absent, and is
/// replaced only by a login that Podio granted. Only a <see cref="LockedLogin"/> writes. For one flight at a time.</remarks>
internal sealed partial class LoginStore(ITokenStore store, LoginKey key, Grant? origin, RenewalPolicy policy, TimeProvider time)
{
    // How long an entry records that its login was ended, so that a source that still has the login learns of it.
    private static readonly TimeSpan KeptAfterSignOut = TimeSpan.FromDays(30);

    // How long a code with an unknown fate is remembered under the name of its sign-in. The code isn't valid for longer.
    private static readonly TimeSpan KeptWithoutLogin = TimeSpan.FromMinutes(10);

    private readonly string _login = key.ToString();
    private bool _isAnothers; // Whether the entry that was last read, under the lock, belongs to another owner.

    private OriginProof? Proof => field ??= origin?.Origin is { } begun ? new OriginProof(begun) : null;

    /// <summary>The last exception of the store, for diagnostics; null if it hasn't failed since this was set to null.</summary>
    internal Exception? Fault { get; set; }

    /// <summary>The state that was written last or was to be written, whose secrets the exception may quote; or null.</summary>
    internal RenewalState? Attempted { get; set; }

    /// <summary>Runs work under the login's lock.</summary>
    /// <param name="timeout">The time to wait for the lock.</param>
    /// <param name="mayDoubt">Whether the lock may be doubted after a long pause (<see cref="LockedLogin.IsInDoubt"/>).</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The result of the work, or <see cref="TokenSourceError.LockLost"/> if the lock isn't free in time.</returns>
    internal Task<Either<TokenSourceError, T>> WithLockAsync<T>(
        TimeSpan timeout, bool mayDoubt, Func<LockedLogin, Task<T>> work, CancellationToken cancellationToken) =>
        HoldAsync(_login, timeout, handle => work(new LockedLogin(this, handle, mayDoubt, time)), cancellationToken);

    /// <summary>Reads what is stored, combined with the client's cool-down. Only a snapshot, unless the lock is held.</summary>
    internal Task<Either<TokenSourceError, StoredState>> ReadAsync(CancellationToken cancellationToken) =>
        GuardAsync<StoredState>(StoreProblem.Unreadable, async () =>
        {
            var stored = await ReadLoginAsync(cancellationToken).ConfigureAwait(false);
            var shared = await ReadCoolDownAsync(cancellationToken).ConfigureAwait(false);
            return stored with
            {
                State = stored.State with
                {
                    RateLimitCoolDown = CoolDown.Later(stored.State.RateLimitCoolDown, shared, time.GetUtcNow()),
                },
            };
        }, cancellationToken);

    private Task<TokenSourceError?> WriteAsync(RenewalState state) => ChangeAsync(async () =>
    {
        Attempted = state;
        if (!_isAnothers || state.Login is not null || state.SignedOutAt is not null)
        {
            var entry = StoredEntry.Write(_login, state, Proof?.Own());
            var lifetime = LifetimeOf(state);
            await (lifetime <= TimeSpan.Zero
                ? store.RemoveAsync(_login, CancellationToken.None)
                : store.WriteAsync(_login, entry, lifetime, CancellationToken.None)).ConfigureAwait(false);
            _isAnothers = false;
        }

        return null;
    });

    private Task<TokenSourceError?> RemoveAsync() => ChangeAsync(async () =>
    {
        await store.RemoveAsync(_login, CancellationToken.None).ConfigureAwait(false);
        return null;
    });

    // An entry isn't needed for longer than its login can be used.
    private TimeSpan? LifetimeOf(RenewalState state)
    {
        var left = state.EndsAt - time.GetUtcNow();
        return state.SignedOutAt is not null ? Instants.Min(KeptAfterSignOut, left ?? KeptAfterSignOut)
            : state.Login is null && left is { } longest ? Instants.Min(KeptWithoutLogin, longest)
            : left;
    }

    private async Task<Either<TokenSourceError, T>> HoldAsync<T>(
        string name, TimeSpan timeout, Func<StoreLock, Task<T>> work, CancellationToken cancellationToken)
    {
        var held = await GuardAsync<StoreLock>(
            StoreProblem.Unreadable,
            async () => await store.LockAsync(name, timeout, cancellationToken).ConfigureAwait(false) is { } handle
                ? handle
                : TokenSourceError.LockLost,
            cancellationToken).ConfigureAwait(false);
        return await held.Match<Task<Either<TokenSourceError, T>>>(
            Right: async handle =>
            {
                try
                {
                    return await work(handle).ConfigureAwait(false);
                }
                finally
                {
                    await ReleaseAsync(handle).ConfigureAwait(false);
                }
            },
            Left: error => Task.FromResult<Either<TokenSourceError, T>>(error)).ConfigureAwait(false);
    }

    // The result is valid and stored, whether or not the lock can be released: a lease expires.
    private static async Task ReleaseAsync(StoreLock handle)
    {
        try
        {
            await handle.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _ = Task.FromException(exception); // Not awaited, so that it is reported as unobserved.
        }
    }

    // A torn entry, or one that was encrypted with lost keys, is useless to everyone. A foreign entry may be in use.
    private async Task<StoredState> ReadLoginAsync(CancellationToken cancellationToken)
    {
        _isAnothers = false;
        try
        {
            return await store.ReadAsync(_login, cancellationToken).ConfigureAwait(false) is { } bytes
                ? Parse(bytes)
                : StoredState.Absent(origin);
        }
        catch (StoreException exception) when (exception.Problem == StoreProblem.Torn)
        {
            return TornBy(exception);
        }
    }

    private StoredState Parse(ReadOnlyMemory<byte> bytes)
    {
        var entry = StoredEntry.Read(_login, bytes);
        var state = entry.ToState(origin);
        state = state with
        {
            RateLimitCoolDown = state.RateLimitCoolDown?.AtMost(policy.LongestCoolDown),
            FailureCoolDown = state.FailureCoolDown?.AtMost(policy.LongestCoolDown),
        };
        if (state.HasEnded(time.GetUtcNow()))
        {
            return StoredState.Absent(origin);
        }

        if (state.SignedOutAt is { } at)
        {
            return time.GetUtcNow() - at <= KeptAfterSignOut ? new StoredState(state) : StoredState.Absent(origin);
        }

        var isAccepted = Proof?.Accepts(entry.OriginProof) != false;
        _isAnothers = !isAccepted && state.Login is not null;
        return isAccepted ? new StoredState(state) : StoredState.Absent(origin);
    }

    // Without the key, which contains an email address or a person's name: the error is logged.
    private StoredState TornBy(StoreException exception)
    {
        Fault = exception;
        var cure = origin is null ? "; to replace it, sign in again or sign out" : "";
        return StoredState.Absent(origin) with
        {
            Torn = TokenSourceError.Store(StoreProblem.Torn, $"{exception.Message}{cure}"),
        };
    }

    private async Task<TokenSourceError?> ChangeAsync(Func<Task<TokenSourceError?>> change)
    {
        try
        {
            return await change().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return Failed(StoreProblem.Unwritable, exception);
        }
    }

    // A cancellation by the store itself is a failure too.
    private async Task<Either<TokenSourceError, T>> GuardAsync<T>(
        StoreProblem problem, Func<Task<Either<TokenSourceError, T>>> access, CancellationToken cancellationToken)
    {
        try
        {
            return await access().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Failed(problem, exception);
        }
    }

    // A store is user or library code: whatever it throws means that it failed. The message may contain anything.
    private TokenSourceError Failed(StoreProblem problem, Exception exception)
    {
        Fault = exception;
        return exception is StoreException ours ? ours.ToError() : TokenSourceError.Store(problem, exception.GetType().Name);
    }
}

/// <summary>The content of a store for one login.</summary>
/// <param name="State">The state; an empty one if there is no entry.</param>
internal sealed record StoredState(RenewalState State)
{
    /// <summary>Whether there is no entry: no login was started, or the entry was evicted.</summary>
    internal bool IsAbsent { get; init; }

    /// <summary>The error in an entry that counts as absent, or null.</summary>
    internal TokenSourceError? Torn { get; init; }

    internal static StoredState Absent(Grant? origin) => new(new RenewalState(origin)) { IsAbsent = true };
}
