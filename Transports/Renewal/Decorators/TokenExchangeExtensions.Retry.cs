using LanguageExt;

namespace PodioOAuth.Functional;

// WithRetry : TokenExchange → RetryOptions → TokenExchange

/// <summary>Decorators of a token exchange: functions from exchange to exchange, so that their order is the caller's.</summary>
public static partial class TokenExchangeExtensions
{
    /// <summary>The exchange, which sends a request again where <see cref="OAuthError.RetryAdvice(Grant)"/> calls that safe (and, if it is
    /// told to, ambiguous), after a wait.</summary>
    /// <remarks>
    /// <para>The wait is the longer of what the server asked for and of its own, which doubles with every retry. Where the server asks for
    /// more than <see cref="RetryOptions.LongestWait"/>, nobody waits: the error is the answer.</para>
    /// <para>An authorization code is sent again only where it certainly did not reach Podio. Whatever the error, an exchange asks at most
    /// <see cref="RetryOptions.MaxRetries"/> times more than once. Without retries it is the exchange itself.</para>
    /// <para>Below a token source a request is not sent again once its waits would take more than half of
    /// <see cref="TokenSourceOptions.LockTimeout"/>: the source holds the login's lock, for which others wait. It goes on by itself after
    /// its cool-down.</para>
    /// <para>Order matters. <c>exchange.WithObserver(o).WithRetry()</c> tells of each attempt, <c>exchange.WithRetry().WithObserver(o)</c>
    /// once of all of them and their waits; a time limit inside is one attempt's, outside it is that of all together.</para>
    /// <para>Safe for concurrent use where the exchange and <see cref="RetryOptions.Share"/> are.</para>
    /// </remarks>
    /// <param name="exchange">The exchange.</param>
    /// <param name="options">How often, and how long to wait; null for the defaults.</param>
    /// <returns>An exchange. The caller's cancellation ends a wait, too, with an <see cref="OperationCanceledException"/>. It throws an
    /// <see cref="InvalidOperationException"/> where the exchange inside returns a null task or <c>default(Either)</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exchange"/> is null.</exception>
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
                || request?.Grant is not { } grant // An invalid request, which was not sent.
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
