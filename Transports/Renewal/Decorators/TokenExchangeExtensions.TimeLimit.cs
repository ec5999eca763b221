using LanguageExt;

namespace PodioOAuth.Functional;

// WithTimeLimit : TokenExchange → TimeSpan → TokenExchange

/// <content>A time limit.</content>
public static partial class TokenExchangeExtensions
{
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromMilliseconds(1); // Timers drop the parts of one.
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(1);

    /// <summary>The exchange, which is cancelled when the time is over, and then answers <see cref="OAuthError.Unreachable"/> with
    /// <see cref="UnreachableReason.Timeout"/>. Podio may have carried the request out.</summary>
    /// <remarks>
    /// <para>The answer comes when the time is over, even where the exchange inside goes on without minding its cancellation; what that one
    /// still comes to is dropped. An answer that is there by then is given, so that no token is lost that had come in time.</para>
    /// <para>The caller's own cancellation stays an <see cref="OperationCanceledException"/>, and goes before the limit where both come
    /// together. Without a limit it is the exchange itself.</para>
    /// <para>Safe for concurrent use where the exchange is.</para>
    /// </remarks>
    /// <param name="exchange">The exchange.</param>
    /// <param name="limit">From one millisecond to one day, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <returns>An exchange. It throws an <see cref="InvalidOperationException"/> where the exchange inside returns a null task or
    /// <c>default(Either)</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exchange"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is another span.</exception>
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
        // Registered first and so run last: when it is over, everybody who minds the cancellation has heard of it, and may have answered.
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
            // The answer came just before.
        }

        over.TrySetResult();
    }
}
