using LanguageExt;

namespace PodioOAuth.Functional;

// WithObserver : TokenExchange → (ExchangeEvent → ()) → TokenExchange

/// <content>Observation.</content>
public static partial class TokenExchangeExtensions
{
    /// <summary>Adds an observer to an exchange, which is notified when it starts, how it ends and how long it took. Events contain no
    /// secret.</summary>
    /// <remarks>
    /// <para>The observer never affects the result: a failing log must not lose a token. Exceptions of the observer go to
    /// <see cref="TaskScheduler.UnobservedTaskException"/>. The observer runs on the caller's thread, and concurrently for concurrent
    /// callers, so it should be fast and thread-safe.</para>
    /// <para>Order matters. <c>exchange.WithObserver(o).WithRetry()</c> reports each attempt; <c>exchange.WithRetry().WithObserver(o)</c>
    /// reports all attempts and their waits as one. The same applies to a time limit: its own error is only visible outside of it.</para>
    /// </remarks>
    /// <param name="exchange">The exchange to decorate.</param>
    /// <param name="observer">The function to notify.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <returns>An exchange. It throws an <see cref="InvalidOperationException"/> if the inner exchange returns a null task or
    /// <c>default(Either)</c>.</returns>
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
            _ = Task.FromException(exception); // Not awaited, so that it is reported as unobserved.
        }
    }
}
