using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>One login's entries in a store, as states and error values instead of bytes and exceptions.</summary>
/// <remarks>An entry that was begun with another secret than this source has is not this source's: it is read as none, and is written over
/// by nothing but a login that Podio granted. Only a <see cref="LockedLogin"/> writes. For one flight at a time.</remarks>
internal sealed partial class LoginStore(ITokenStore store, LoginKey key, Grant? origin, RenewalPolicy policy, TimeProvider time)
{
    // For so long an entry tells that its login was ended: until then a source that still has the login hears of it.
    private static readonly TimeSpan KeptAfterSignOut = TimeSpan.FromDays(30);

    // For so long a code whose fate nobody knows is remembered under the name of the one sign-in that sent it. It lives no longer.
    private static readonly TimeSpan KeptWithoutLogin = TimeSpan.FromMinutes(10);

    private readonly string _login = key.ToString();
    private readonly OriginProof? _proof = origin?.Origin is { } begun ? new OriginProof(begun) : null;
    private bool _isAnothers; // Whether what was read last, under the lock, is a login of another.

    /// <summary>What the store threw last, for a diagnosis; null where it has not failed since this was set to null.</summary>
    internal Exception? Fault { get; set; }

    /// <summary>Runs work under the login's lock.</summary>
    /// <param name="timeout">The time to wait for the lock.</param>
    /// <param name="mayDoubt">Whether the lock may be doubted after a long pause (<see cref="LockedLogin.IsInDoubt"/>).</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The result of the work, or <see cref="TokenSourceError.LockLost"/> if the lock is not free in time.</returns>
    internal Task<Either<TokenSourceError, T>> WithLockAsync<T>(
        TimeSpan timeout, bool mayDoubt, Func<LockedLogin, Task<T>> work, CancellationToken cancellationToken) =>
        HoldAsync(_login, timeout, handle => work(new LockedLogin(this, handle, mayDoubt, time)), cancellationToken);

    /// <summary>What is stored, with the client's cool-down in it: a look, unless the lock is held.</summary>
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
        if (!_isAnothers || state.Login is not null || state.SignedOutAt is not null)
        {
            var entry = StoredEntry.Write(_login, state, _proof?.Own());
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

    // No entry is needed any longer than the login that it tells of could be used.
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

    // What was got stands, and is stored, whether or not the lock can be given back: a lease ends by itself.
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

    // What is torn, or was encrypted with keys that are lost, is nobody's any more. A foreign entry may be somebody's.
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

        var isAccepted = _proof?.Accepts(entry.OriginProof) != false;
        _isAnothers = !isAccepted && state.Login is not null;
        return isAccepted ? new StoredState(state) : StoredState.Absent(origin);
    }

    private StoredState TornBy(StoreException exception)
    {
        Fault = exception;
        var cure = origin is null ? "; to replace it, sign in again or sign out" : "";
        return StoredState.Absent(origin) with
        {
            Torn = TokenSourceError.Store(StoreProblem.Torn, $"{exception.Message} (key {_login}){cure}"),
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

    // A cancellation of the store's own is a failure too.
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

    // A store is the user's code or a library's: whatever it throws is its way to say that it failed. Its message may name anything.
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
