namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A token cache as people write it: a semaphore about a token and its end.</summary>
internal sealed class SemaphoreCache(Func<CancellationToken, Task<Token>> ask, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _semaphore = new(1, 1);
    private Token? _token;
    private DateTimeOffset _expiresAt;

    internal async Task<Token> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        await _semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token is null || time.GetUtcNow() >= _expiresAt - Skew)
            {
                var requestedAt = time.GetUtcNow();
                _token = await ask(cancellationToken).ConfigureAwait(false);
                _expiresAt = requestedAt + (_token.Lifetime ?? TimeSpan.Zero);
            }

            return _token;
        }
        finally
        {
            _semaphore.Release();
        }
    }

    public void Dispose() => _semaphore.Dispose();
}
