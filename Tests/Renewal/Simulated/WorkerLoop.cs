using System.Globalization;
using System.Text;
using LanguageExt;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Renewal.Tests.Simulated;

/// <summary>What a worker loop does wrong.</summary>
public enum LoopBug
{
    None,

    /// <summary>Who finds the token expired renews it, whoever else does so already.</summary>
    DoubleRefresh,

    /// <summary>The refresh token that came with the renewed token is not taken over.</summary>
    DroppedRefreshToken,

    /// <summary>The renewed token is handed out and not saved.</summary>
    NotSaved,

    /// <summary>The token is given out to its last second, and for an hour beyond it.</summary>
    Expired,

    /// <summary>Who gives up cancels the renewal of all.</summary>
    CanceledFlight,

    /// <summary>After a failure it asks again at once, whatever Podio said.</summary>
    NoPause,

    /// <summary>Whatever goes wrong, the login is given up.</summary>
    GivenUp,

    /// <summary>The lock is not released after a failure.</summary>
    LockKept,
}

/// <summary>A worker that keeps a person's token fresh, as people write it: a lock, a look at the clock, a file. With a bug of
/// choice.</summary>
internal sealed class WorkerLoop(SimulatedWorld world, LoopBug bug, bool continues) : IDisposable
{
    private const string Key = "worker";

    private readonly SemaphoreSlim _lock = new(1, 1);
    private SavedLogin? _login;
    private OAuthError? _failure;
    private DateTimeOffset _pausedUntil;
    private Task<Either<OAuthError, Token>>? _flight;

    internal async Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (bug == LoopBug.DoubleRefresh)
        {
            return (await FreshAsync(CancellationToken.None).ConfigureAwait(continues)).MapLeft(TokenSourceError.Exchange);
        }

        if (_flight is null || _flight.IsCompleted)
        {
            _flight = LockedAsync(bug == LoopBug.CanceledFlight ? cancellationToken : CancellationToken.None);
        }

        return (await _flight.WaitAsync(cancellationToken).ConfigureAwait(continues)).MapLeft(TokenSourceError.Exchange);
    }

    public void Dispose() => _lock.Dispose();

    private async Task<Either<OAuthError, Token>> LockedAsync(CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(continues);
        var isKept = bug == LoopBug.LockKept;
        try
        {
            var answer = await FreshAsync(cancellationToken).ConfigureAwait(continues);
            isKept &= answer.IsLeft;
            return answer;
        }
        finally
        {
            if (!isKept)
            {
                _lock.Release();
            }
        }
    }

    private async Task<Either<OAuthError, Token>> FreshAsync(CancellationToken cancellationToken)
    {
        _login ??= await ReadAsync().ConfigureAwait(continues) ?? world.Login;
        var now = world.Clock.GetUtcNow();
        var margin = TimeSpan.FromMinutes(bug == LoopBug.Expired ? -60 : 1);
        if (_login.ExpiresAt - margin > now)
        {
            return _login.Token;
        }

        if (_failure is not null && (bug == LoopBug.GivenUp || now < _pausedUntil))
        {
            return _failure;
        }

        var request = new TokenRequest(world.Client, Grant.RefreshToken(_login.Token.RefreshToken));
        var answer = await world.Exchange(request, cancellationToken).ConfigureAwait(continues);
        return await answer.Match(Right: token => SaveAsync(token, now), Left: FailedAsync).ConfigureAwait(continues);
    }

    private async Task<Either<OAuthError, Token>> SaveAsync(Token token, DateTimeOffset requestedAt)
    {
        var login = new SavedLogin(
            bug == LoopBug.DroppedRefreshToken ? token with { RefreshToken = _login!.Token.RefreshToken } : token, requestedAt);
        if (bug != LoopBug.NotSaved)
        {
            var entry = $"{token.AccessToken.Reveal()} {login.Token.RefreshToken!.Reveal()} {requestedAt.UtcTicks}";
            await world.Store.WriteAsync(Key, Encoding.UTF8.GetBytes(entry), cancellationToken: CancellationToken.None)
                .ConfigureAwait(continues);
        }

        (_login, _failure) = (login, null);
        return token;
    }

    private Task<Either<OAuthError, Token>> FailedAsync(OAuthError error)
    {
        var now = world.Clock.GetUtcNow();
        var wait = bug == LoopBug.NoPause ? TimeSpan.Zero : error.Facts?.RetryAfter.WaitFrom(repliedAt: now, now);
        (_failure, _pausedUntil) = (error, now + (wait ?? TimeSpan.FromSeconds(30)));
        return Task.FromResult<Either<OAuthError, Token>>(error);
    }

    private async Task<SavedLogin?> ReadAsync()
    {
        var entry = await world.Store.ReadAsync(Key).ConfigureAwait(continues);
        return entry is { } bytes && Encoding.UTF8.GetString(bytes.Span).Split(' ') is [var access, var refresh, var ticks]
            ? new SavedLogin(
                new Token(access, "bearer", TimeSpan.FromHours(8), refresh, TokenReference.None, null),
                new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero))
            : null;
    }
}
