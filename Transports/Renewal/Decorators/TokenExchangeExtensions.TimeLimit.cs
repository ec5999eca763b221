using LanguageExt;

namespace PodioOAuth.Functional;

// WithTimeLimit : TokenExchange → TimeSpan → TokenExchange

/// <content>A time limit.</content>
public static partial class TokenExchangeExtensions
{
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromMilliseconds(1); // Timers truncate to milliseconds.
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(1);

    /// <summary>Adds a time limit to an exchange: it is canceled when the time is up, and returns <see cref="OAuthError.Unreachable"/> with
    /// <see cref="UnreachableReason.Timeout"/>. Podio may have processed the request.</summary>
    /// <remarks>
    /// <para>The result is returned when the time is up, even if the inner exchange ignores its cancellation; whatever that exchange
    /// returns later is dropped. A result that is available by then is returned, so that a token that arrived in time is never lost.</para>
    /// <para>The caller's own cancellation remains an <see cref="OperationCanceledException"/>, and takes precedence if both happen at
    /// once. Without a limit, the exchange itself is returned.</para>
    /// <para>Safe for concurrent use if the exchange is.</para>
    /// </remarks>
    /// <param name="exchange">The exchange to decorate.</param>
    /// <param name="limit">A time from one millisecond to one day, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <returns>An exchange. It throws an <see cref="InvalidOperationException"/> if the inner exchange returns a null task or
    /// <c>default(Either)</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is out of range.</exception>
    public static TokenExchange WithTimeLimit(this TokenExchange exchange, TimeSpan limit, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return exchange;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(limit, ShortestLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LongestLimit);
        var time = timeProvider ?? TimeProvider.System;
        return (request, cancellationToken) => LimitAsync(exchange, limit, time, request, cancellationToken);
    }

    private static async Task<Either<OAuthError, Token>> LimitAsync(
        TokenExchange exchange, TimeSpan limit, TimeProvider time, TokenRequest request, CancellationToken cancellationToken)
    {
        // Registered first, so it runs last: when it completes, every observer of the cancellation has been notified, and may have
        // answered.
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var caller = cancellationToken.UnsafeRegister(static ended => ((TaskCompletionSource)ended!).TrySetResult(), over);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => End(stop, over), state: null, limit, Timeout.InfiniteTimeSpan);
        var asking = Asking.Begin(exchange, request, stop.Token);
        await Task.WhenAny(asking, over.Task).ConfigureAwait(false);
        if (asking.IsCompleted && !(asking.IsCanceled && stop.IsCancellationRequested))
        {
            return await Asking.AnswerAsync(asking).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true);
    }

    private static void End(CancellationTokenSource stop, TaskCompletionSource over)
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer arrived just before.
        }
        catch (AggregateException exception)
        {
            // A transport's callback threw. On the timer's thread, that would end the process.
            _ = Task.FromException(exception); // Not awaited, so that it is reported as unobserved.
        }

        over.TrySetResult();
    }
}
