using LanguageExt;

namespace PodioOAuth.Functional;

// WithRetry : TokenExchange → RetryOptions → TokenExchange

/// <summary>Decorators of a token exchange: functions from exchange to exchange, which the caller combines in any order.</summary>
public static partial class TokenExchangeExtensions
{
    /// <summary>Adds retries to an exchange: a request is sent again after a wait if <see cref="OAuthError.RetryAdvice(Grant)"/> is safe
    /// or, if the options allow it, ambiguous.</summary>
    /// <remarks>
    /// <para>The wait is the longer of the server's and the decorator's own, which doubles with every retry. If the server asks for more
    /// than <see cref="RetryOptions.LongestWait"/>, the error is returned without waiting.</para>
    /// <para>An authorization code is sent again only if it certainly didn't reach Podio. Whatever the error, a request is retried at most
    /// <see cref="RetryOptions.MaxRetries"/> times. With no retries, the exchange itself is returned.</para>
    /// <para>Below a token source, a request isn't sent again once its waits would take more than half of
    /// <see cref="TokenSourceOptions.LockTimeout"/>, because the source holds the login's lock, which others wait for. The source continues
    /// on its own after its cool-down.</para>
    /// <para>Order matters. <c>exchange.WithObserver(o).WithRetry()</c> reports each attempt, <c>exchange.WithRetry().WithObserver(o)</c>
    /// reports all attempts and their waits as one. A time limit inside applies to one attempt, a time limit outside to all of them
    /// together.</para>
    /// <para>Safe for concurrent use if the exchange and <see cref="RetryOptions.Share"/> are.</para>
    /// </remarks>
    /// <param name="exchange">The exchange to decorate.</param>
    /// <param name="options">How often to retry and how long to wait; null for the defaults.</param>
    /// <returns>An exchange. The caller's cancellation also ends a wait, with an <see cref="OperationCanceledException"/>. The exchange
    /// throws an <see cref="InvalidOperationException"/> if the inner one returns a null task or <c>default(Either)</c>.</returns>
    public static TokenExchange WithRetry(this TokenExchange exchange, RetryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        options ??= RetryOptions.Default;
        return options.MaxRetries == 0
            ? exchange
            : (request, cancellationToken) => RetryAsync(exchange, options, request, cancellationToken);
    }

    private static async Task<Either<OAuthError, Token>> RetryAsync(
        TokenExchange exchange, RetryOptions options, TokenRequest request, CancellationToken cancellationToken)
    {
        var plan = RetryPlan.First;
        while (true)
        {
            var answer = await exchange.AskAsync(request, cancellationToken).ConfigureAwait(false);
            if (Asking.ErrorOf(answer) is not { } error
                || request?.Grant is not { } grant // An invalid request, which wasn't sent.
                || plan.Next(options, error, grant, options.TimeProvider.GetUtcNow()) is not { } next
                || Instants.Add(options.TimeProvider.GetUtcNow(), next.Wait) > FlightContext.MayWaitUntil)
            {
                return answer;
            }

            await Task.Delay(next.Wait, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            plan = next.Plan;
        }
    }
}
