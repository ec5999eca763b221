namespace PodioOAuth.Functional;

/// <summary>Tells, once a login, when its refresh token has gone long without a renewal. A login that can begin again needs no
/// warning.</summary>
internal sealed class AgingWarning(RenewalPolicy policy, TimeProvider time, ObserverLine observer) : IDisposable
{
    // A timer stands still while the machine sleeps, and the wall clock is what ends a refresh token: so it is looked at every hour.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private SavedLogin? _watched;
    private ITimer? _timer;
    private bool _isDisposed;

    /// <summary>Whether a warning may come yet.</summary>
    internal bool IsPending
    {
        get
        {
            lock (_gate)
            {
                return _timer is not null && !_isDisposed;
            }
        }
    }

    /// <summary>Watches this login from now on, and no other.</summary>
    internal void Watch(RenewalState state)
    {
        var due = state is { Login: { } login, Origin: null } && observer.IsWatched ? Renewal.WarningDueAt(policy, login) : null;
        lock (_gate)
        {
            if (_watched == state.Login || _isDisposed)
            {
                return;
            }

            _watched = state.Login;
            _timer?.Dispose();
            _timer = due is not { } at ? null : FlightContext.Apart(() =>
                time.CreateTimer(_ => Ring(state.Login!, at), state: null, Wait(at), Timeout.InfiniteTimeSpan));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Ring(SavedLogin login, DateTimeOffset due)
    {
        lock (_gate)
        {
            if (_isDisposed || _watched != login)
            {
                return; // Renewed in this very moment.
            }

            if (Wait(due) is var wait && wait > TimeSpan.Zero)
            {
                _timer!.Change(wait, Timeout.InfiniteTimeSpan);
                return;
            }

            _timer!.Dispose();
            _timer = null;
        }

        _ = observer.TellAsync(new RefreshTokenAgingEvent(login.RequestedAt));
    }

    private TimeSpan Wait(DateTimeOffset due)
    {
        var wait = due - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < BetweenLooks ? wait : BetweenLooks;
    }
}
