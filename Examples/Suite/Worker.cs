namespace Suite;

/// <summary>The application's own worker. It requests an app's token when it has no valid one, for one caller at a time.</summary>
/// <param name="exchange">The exchange with Podio.</param>
/// <param name="request">The app's request.</param>
/// <param name="clock">The clock.</param>
/// <param name="isLocked">Whether callers wait for each other. The bug to find is that they don't.</param>
public sealed class Worker(TokenExchange exchange, TokenRequest request, TimeProvider clock, bool isLocked = true) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _lock = new(1, 1);
    private SavedLogin? _login;
    private (OAuthError Error, DateTimeOffset Until)? _pause;

    public async Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (!isLocked)
        {
            return await RenewAsync();
        }

        await _lock.WaitAsync(cancellationToken);
        try
        {
            return await RenewAsync(); // For all waiting callers: one that gives up doesn't cancel it.
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    private async Task<Either<TokenSourceError, Token>> RenewAsync()
    {
        var now = clock.GetUtcNow();
        if (_login is { } login && login.ExpiresAt - Margin > now)
        {
            return login.Token;
        }

        if (_pause is { } pause && now < pause.Until)
        {
            return TokenSourceError.Exchange(pause.Error);
        }

        var answer = await exchange(request, CancellationToken.None);
        return answer.Match<Either<TokenSourceError, Token>>(
            Right: token =>
            {
                _login = new SavedLogin(token, now);
                return token;
            },
            Left: error =>
            {
                now = clock.GetUtcNow();
                _pause = (error, now + (error.Facts?.RetryAfter.WaitFrom(repliedAt: now, now) ?? TimeSpan.FromSeconds(30)));
                return TokenSourceError.Exchange(error);
            });
    }
}
