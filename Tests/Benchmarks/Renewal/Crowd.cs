namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Many who ask at the moment a token has expired: an operation begins with the expiry and ends when the last one is
/// served.</summary>
/// <remarks>Either calls alone, all awaited together; or each by an async method of its caller's, which costs the same with any
/// source.</remarks>
internal sealed class Crowd<T>(AdvancedClock clock, TimeSpan lifetime, Func<CancellationToken, Task<T>> ask, Callers callers)
{
    internal const int Size = 10_000;

    private readonly Task<T>[] _callers = new Task<T>[Size];

    /// <returns>What each caller was given.</returns>
    internal async Task<T[]> RunAsync()
    {
        using var requests = new CancellationTokenSource();
        var token = callers.CanCancel ? requests.Token : CancellationToken.None;
        clock.Advance(lifetime);
        for (var i = 0; i < Size; i++)
        {
            _callers[i] = callers.AwaitThemselves ? AskAsync(token) : ask(token);
        }

        return await Task.WhenAll(_callers).ConfigureAwait(false);
    }

    private async Task<T> AskAsync(CancellationToken cancellationToken) => await ask(cancellationToken).ConfigureAwait(false);
}
