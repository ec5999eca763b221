namespace PodioOAuth.Functional;

/// <summary>Tells, once a login, when its refresh token has gone long without a renewal.</summary>
internal sealed class AgingWarning(RenewalPolicy policy, TimeProvider time, Action<RenewalEvent>? observer) : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49); // What a timer takes: a longer wait is waited in parts.

    private readonly Lock _gate = new();
    private SavedLogin? _watched;
    private ITimer? _timer;
    private bool _isDisposed;

    /// <summary>Watches this login from now on, and no other; null changes nothing.</summary>
    internal void Watch(SavedLogin? login)
    {
        if (login is null || observer is null || Renewal.WarningDueAt(policy, login) is not { } due)
        {
            return;
        }

        lock (_gate)
        {
            if (_watched != login && !_isDisposed)
            {
                _watched = login;
                _timer?.Dispose();
                _timer = time.CreateTimer(_ => Ring(login, due), state: null, Wait(due), Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
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
        }

        observer!(new RefreshTokenAgingEvent(login.RequestedAt));
    }

    private TimeSpan Wait(DateTimeOffset due)
    {
        var wait = due - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestTimer ? wait : LongestTimer;
    }
}
