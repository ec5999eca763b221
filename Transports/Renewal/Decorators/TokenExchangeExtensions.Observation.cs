using LanguageExt;

namespace PodioOAuth.Functional;

// WithObserver : TokenExchange → (ExchangeEvent → ()) → TokenExchange

/// <content>Observation.</content>
public static partial class TokenExchangeExtensions
{
    /// <summary>The exchange, which tells an observer when it starts, how it ends and how long it took: never a secret.</summary>
    /// <remarks>
    /// <para>The answer is the exchange's own, whatever the observer does: a token that came must not be lost to a log that failed. What an
    /// observer throws goes to <see cref="TaskScheduler.UnobservedTaskException"/>. It is called by whoever asks, and by several at once
    /// where several ask, so it should be quick and safe for concurrent use.</para>
    /// <para>Order matters. <c>exchange.WithObserver(o).WithRetry()</c> tells of each attempt, <c>exchange.WithRetry().WithObserver(o)</c>
    /// once of all of them and their waits. The same holds for a time limit: only outside of it is the limit's own error seen.</para>
    /// </remarks>
    /// <param name="exchange">The exchange.</param>
    /// <param name="observer">Is told.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <returns>An exchange. It throws an <see cref="InvalidOperationException"/> where the exchange inside returns a null task or
    /// <c>default(Either)</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exchange"/> or <paramref name="observer"/> is null.</exception>
    public static TokenExchange WithObserver(this TokenExchange exchange, Action<ExchangeEvent> observer, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(observer);
        var time = timeProvider ?? TimeProvider.System;
        return (request, cancellationToken) => ObserveAsync(exchange, observer, time, request, cancellationToken);
    }

    private static async Task<Either<OAuthError, Token>> ObserveAsync(
        TokenExchange exchange, Action<ExchangeEvent> observer, TimeProvider time, TokenRequest request,
        CancellationToken cancellationToken)
    {
        var start = new ExchangeStartedEvent(request?.Grant?.GrantType, time.GetUtcNow());
        Tell(observer, start);
        var began = time.GetTimestamp();
        try
        {
            var answer = await exchange.AskAsync(request!, cancellationToken).ConfigureAwait(false);
            var took = time.GetElapsedTime(began);
            Tell(observer, answer.Match<ExchangeEvent>(
                Right: token => new ExchangeGrantedEvent(start, took, token),
                Left: error => new ExchangeFailedEvent(start, took, error)));
            return answer;
        }
        catch (Exception exception)
        {
            Tell(observer, new ExchangeThrownEvent(start, time.GetElapsedTime(began), exception));
            throw;
        }
    }

    private static void Tell(Action<ExchangeEvent> observer, ExchangeEvent happened)
    {
        try
        {
            observer(happened);
        }
        catch (Exception exception)
        {
            _ = Task.FromException(exception); // Nobody awaits it: so it is reported as unobserved.
        }
    }
}
