using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>Bugs that public clients have (PODIO 6).</summary>
internal enum Bug
{
    None,

    /// <summary>Two callers renew at once.</summary>
    DoubleRefresh,

    /// <summary>Callers are given the token before it is saved: a crash in between forgets the new refresh token.</summary>
    SaveAfterHandOut,

    /// <summary>The renewed token's refresh token is not taken over.</summary>
    DroppedRefreshToken,

    /// <summary>The margin is added where it should be taken away (PODIO 6.7).</summary>
    WrongSignedSkew,

    /// <summary>What is left of a token is measured by the monotonic clock, which stands still while the machine sleeps.</summary>
    MonotonicExpiry,

    /// <summary>A write that the store cancels counts as the caller's cancellation, and the reply is dropped.</summary>
    LostOnCanceledWrite,

    /// <summary>The first caller's cancellation ends the renewal of all.</summary>
    CancellationKillsTheFlight,

    /// <summary>A refresh token is rejected, and then the grant that the login began with; and so on, without end.</summary>
    AskedWithoutEnd,

    /// <summary>The pause after a rejected client is lost, so that Podio is asked once a second instead of every half a minute.</summary>
    PauseLost,

    /// <summary>How long to wait is the client's own idea, whatever a server that is down says.</summary>
    ServersWaitIgnored,

    /// <summary>A pause ends at an instant of the wall clock: once that is set back, it lasts for as much longer.</summary>
    HeldByTheWallClock,
}

/// <summary>The least that keeps the rules in one process, and one bug of choice.</summary>
internal sealed class NaiveSource(World world, Bug bug)
{
    private readonly TokenExchange _exchange = new Wire(world).AskAsync;
    private readonly SimulatedStore _store = world.Store;
    private SavedLogin? _login;
    private bool _isRefused;
    private CoolDown? _pause;
    private Task<Either<TokenSourceError, Token>>? _flight;

    internal void ReportRejected(Secret token) => _isRefused |= _login?.Token.AccessToken == token;

    internal Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken)
    {
        var skew = TimeSpan.FromMinutes(bug == Bug.WrongSignedSkew ? -1 : 1);
        var now = bug == Bug.MonotonicExpiry ? World.Start + world.Awake : world.Now;
        if (_login is { } login && !_isRefused && login.ExpiresAt - skew > now)
        {
            return Task.FromResult<Either<TokenSourceError, Token>>(login.Token);
        }

        if (_pause is { } pause && (bug == Bug.HeldByTheWallClock ? world.Now < pause.Until : pause.Runs(world.Now)))
        {
            return Task.FromResult<Either<TokenSourceError, Token>>(TokenSourceError.CoolingDown(pause.Until));
        }

        if (bug == Bug.DoubleRefresh)
        {
            return RenewAsync(CancellationToken.None).WaitAsync(cancellationToken);
        }

        if (_flight is null || _flight.IsCompleted)
        {
            _flight = RenewAsync(bug == Bug.CancellationKillsTheFlight ? cancellationToken : CancellationToken.None);
        }

        return _flight.WaitAsync(cancellationToken);
    }

    private async Task<Either<TokenSourceError, Token>> RenewAsync(CancellationToken cancellationToken)
    {
        var requestedAt = world.Now;
        var refresh = _login?.Token.RefreshToken is { } refreshToken ? Grant.RefreshToken(refreshToken) : null;
        var answer = await _exchange(Subjects.App with { Grant = refresh ?? Subjects.App.Grant }, cancellationToken);
        while ((refresh is not null || bug == Bug.AskedWithoutEnd) && answer.Match(Right: _ => false, Left: IsRefusal))
        {
            (requestedAt, refresh) = (world.Now, null);
            answer = await _exchange(Subjects.App, cancellationToken);
        }

        return await answer.Match<Task<Either<TokenSourceError, Token>>>(
            Right: async token =>
            {
                var login = new SavedLogin(
                    bug == Bug.DroppedRefreshToken && _login is { } old ? token with { RefreshToken = old.Token.RefreshToken } : token,
                    requestedAt);
                var saving = SaveAsync(login);
                if (bug == Bug.LostOnCanceledWrite)
                {
                    await saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return saving.IsCanceled ? TokenSourceError.LockLost : Keep(login);
                }

                if (bug != Bug.SaveAfterHandOut)
                {
                    await saving;
                }

                return Keep(login);
            },
            Left: error =>
            {
                _pause = PauseAfter(error);
                return Task.FromResult<Either<TokenSourceError, Token>>(TokenSourceError.Exchange(error));
            });
    }

    private CoolDown PauseAfter(OAuthError error)
    {
        var pause = Pauses.After(error, world.Now, isServerHeard: bug != Bug.ServersWaitIgnored);
        return error is RejectedError && bug == Bug.PauseLost ? CoolDown.From(pause.Since, TimeSpan.FromSeconds(1)) : pause;
    }

    private static bool IsRefusal(OAuthError error) => error is RejectedError { Kind: RejectionKind.InvalidGrant };

    private Either<TokenSourceError, Token> Keep(SavedLogin login)
    {
        (_login, _isRefused, _pause) = (login, false, null);
        return login.IsExpired(world.Now) ? TokenSourceError.LockLost : login.Token;
    }

    // Until it is saved.
    private async Task SaveAsync(SavedLogin login)
    {
        while (true)
        {
            try
            {
                await _store.WriteAsync("login", StoredEntry.Write("login", new RenewalState(origin: null, login)));
                return;
            }
            catch (OperationCanceledException) when (bug != Bug.LostOnCanceledWrite)
            {
                world.Note("it is written again");
            }
        }
    }
}
