using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>Warns, once per login, when its refresh token hasn't been renewed for a long time. A login that can start again needs no
/// warning.</summary>
/// <remarks>Keeps no secret and no reference to the source, which it may outlive.</remarks>
internal sealed class AgingWarning(SourceSettings settings, ObserverLine observer) : IDisposable
{
    // A timer stands still while the machine sleeps, but the wall clock decides when a refresh token expires, so it is checked every hour.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    // Not the settings themselves, which contain the exchange and the client secret.
    private readonly (ITokenStore Store, LoginKey Key, RenewalPolicy Policy, TimeProvider Time) _login =
        (settings.Store, settings.Key, settings.Policy, settings.Time);

    private readonly Lock _gate = new();
    private Watched? _watched;
    private ITimer? _timer;
    private bool _isDisposed;

    /// <summary>Whether a warning can still follow.</summary>
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

    /// <summary>Watches only this login from now on.</summary>
    internal void Watch(RenewalState state) => Watch(
        state is { Login: { } login, Origin: null } ? WatchedOf(login, state.EndsAt) : null);

    /// <summary>Takes over the warning of a removed source, unless this one's source has its own login by now.</summary>
    internal void TakeOver(AgingWarning other)
    {
        Watched? left;
        lock (other._gate)
        {
            left = other.IsPending ? other._watched : null;
            other.Dispose();
        }

        lock (_gate)
        {
            Watch(_watched ?? left);
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

    private void Watch(Watched? login)
    {
        lock (_gate)
        {
            if (_watched == login || _isDisposed)
            {
                return;
            }

            _watched = login;
            _timer?.Dispose();
            _timer = login is null || !observer.IsWatched ? null : FlightContext.Apart(() =>
                _login.Time.CreateTimer(_ => LookAt(login), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));

            // Only now: a clock may call back at once, as test clocks do, and the timer must already exist.
            _timer?.Change(Wait(login!.Due), Timeout.InfiniteTimeSpan);
        }
    }

    private void LookAt(Watched login)
    {
        lock (_gate)
        {
            if (_isDisposed || _watched != login)
            {
                return; // Renewed at this very moment.
            }

            if (Wait(login.Due) is var wait && wait > TimeSpan.Zero)
            {
                _timer!.Change(wait, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        _ = RingAsync(login);
    }

    // Another process may have renewed or ended the login since. If the store can't tell, an unnecessary warning is better than none.
    private async Task RingAsync(Watched login)
    {
        var read = await _login.Store.LookAtAsync(_login.Key, _login.Time).ConfigureAwait(false);
        var stored = read.MatchUnsafe<StoredLogin?>(Right: stored => stored, Left: _ => null);
        if (stored?.Login is { } newer && newer.RequestedAt > login.LastRenewedAt)
        {
            Replace(login, WatchedOf(newer, login.EndsAt));
        }
        else if (Replace(login, null) && stored?.SignedOutAt is null)
        {
            await observer.TellAsync(new RefreshTokenAgingEvent(login.LastRenewedAt)).ConfigureAwait(false);
        }
    }

    // False if the source has got another login meanwhile.
    private bool Replace(Watched login, Watched? by)
    {
        lock (_gate)
        {
            if (_isDisposed || _watched != login)
            {
                return false;
            }

            if (by is not null)
            {
                Watch(by);
            }
            else
            {
                _timer!.Dispose();
                _timer = null; // The watched login is kept, so that the warning isn't repeated.
            }

            return true;
        }
    }

    // There is no warning for a login that has already ended when it is due.
    private Watched? WatchedOf(SavedLogin login, DateTimeOffset? endsAt) =>
        Renewal.WarningDueAt(_login.Policy, login) is { } due && !(endsAt <= due) ? new Watched(login.RequestedAt, due, endsAt) : null;

    private TimeSpan Wait(DateTimeOffset due)
    {
        var wait = due - _login.Time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < BetweenLooks ? wait : BetweenLooks;
    }

    private sealed record Watched(DateTimeOffset LastRenewedAt, DateTimeOffset Due, DateTimeOffset? EndsAt);
}
