using LanguageExt;
using LanguageExt.Common;

namespace PodioOAuth.Functional;

/// <summary>Requests for a token as effects of LanguageExt 4, which ask anew each time they are run.</summary>
/// <remarks>
/// <para>Making an effect asks nobody. Its error is an <see cref="OAuthFailure"/> or a <see cref="TokenSourceFailure"/>; an exception
/// becomes an exceptional error, as everywhere in LanguageExt. Once its token is cancelled, an effect asks nobody, whoever runs it.</para>
/// <para><c>effect.RetryWhile(schedule, PodioEffects.IsSafeToRepeat(grant))</c> repeats what is safe to repeat.
/// <see cref="Retry(Aff{Token}, Schedule)"/> repeats every error, but neither cancellation nor bugs. LanguageExt's own <c>Retry</c> repeats
/// those too, and no effect can prevent it: it is what an effect of another type has, such as the result of <c>Map</c>, and what
/// <c>Prelude.retry</c> does. Retry first, then map.</para>
/// <para>A schedule does not know the wait that Podio asks for, and cancellation does not end its pauses. Where that matters, take an
/// exchange that retries by itself: <c>WithRetry</c> of the Renewal package.</para>
/// </remarks>
public static class PodioEffects
{
    private const string Origin = "The exchange or token provider returned";

    private static readonly TimeSpan UnknownWait = TimeSpan.FromHours(1); // PODIO 4.9

    /// <summary><see cref="TransportExtensions.RequestTokenAsync"/> as an effect.</summary>
    /// <param name="podio">The transport.</param>
    /// <param name="request">The request. If it is invalid nothing is sent.</param>
    /// <param name="cancellationToken">Cancels each run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="podio"/> is null.</exception>
    public static Aff<Token> RequestTokenAff(this Transport podio, TokenRequest request, CancellationToken cancellationToken = default) =>
        podio.ToTokenExchange().ToAff(request, cancellationToken);

    /// <summary>An exchange as an effect.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="request">The request. It may be invalid.</param>
    /// <param name="cancellationToken">Cancels each run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exchange"/> is null.</exception>
    public static Aff<Token> ToAff(this TokenExchange exchange, TokenRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return Ask(() => exchange(request, cancellationToken), error => error.ToError(), cancellationToken);
    }

    /// <summary><see cref="TransportExtensions.VerifySecondFactorAsync"/> as an effect.</summary>
    /// <param name="podio">The transport.</param>
    /// <param name="request">The request. If it is invalid nothing is sent.</param>
    /// <param name="cancellationToken">Cancels each run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="podio"/> is null.</exception>
    public static Aff<Token> VerifySecondFactorAff(
        this Transport podio, SecondFactorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return Ask(() => podio.VerifySecondFactorAsync(request, cancellationToken), error => error.ToError(), cancellationToken);
    }

    /// <summary>A token that is good when the effect is run. A source retries by itself.</summary>
    /// <param name="provider">The token source, or whatever gives tokens.</param>
    /// <param name="cancellationToken">Cancels each run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is null.</exception>
    public static Aff<Token> GetTokenAff(this TokenProvider provider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Ask(() => provider(cancellationToken), error => error.ToError(), cancellationToken);
    }

    /// <summary>Whether an error is safe to repeat: for <c>RetryWhile</c>.</summary>
    /// <param name="grant">The grant that the effect asks with.</param>
    /// <param name="pause">The shortest pause of the schedule. An error for which Podio asks for a longer wait is not repeated: without a
    /// pause, no rate limit is. A wait of unknown length counts as an hour (PODIO 4.9); a wait until an instant is never short enough, for
    /// there is no clock here.</param>
    /// <returns>True where <see cref="OAuthError.RetryAdvice(Grant)"/> is safe and the pause long enough. False for every other error,
    /// cancellation and bugs included.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="grant"/> is null.</exception>
    public static Func<Error, bool> IsSafeToRepeat(Grant grant, TimeSpan pause = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return error => error is OAuthFailure failure && IsSafe(failure.Error.RetryAdvice(grant), pause);
    }

    /// <summary>Whether an error of a second factor is safe to repeat: only where the request certainly did not reach Podio.</summary>
    /// <param name="request">The request that the effect sends.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static Func<Error, bool> IsSafeToRepeat(SecondFactorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return error => error is OAuthFailure failure && IsSafe(failure.Error.RetryAdvice(request), pause: TimeSpan.Zero);
    }

    /// <summary>Repeats the effect while it ends in an error, but never after cancellation or a bug.</summary>
    /// <remarks>The compiler prefers it to LanguageExt's <c>Retry</c>, which is for any type and repeats whatever failed.</remarks>
    /// <param name="effect">The effect.</param>
    /// <param name="schedule">How often, and with which pauses.</param>
    public static Aff<Token> Retry(this Aff<Token> effect, Schedule schedule) => effect.RetryWhile(schedule, IsError);

    /// <summary>Repeats the effect at once, without end, while it ends in an error, but never after cancellation or a bug.</summary>
    /// <param name="effect">The effect.</param>
    public static Aff<Token> Retry(this Aff<Token> effect) => effect.RetryWhile(IsError);

    private static Aff<Token> Ask<TError>(
        Func<Task<Either<TError, Token>>> ask, Func<TError, Error> toError, CancellationToken cancellationToken) =>
        Prelude.AffMaybe(async () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcome = TransportExtensions.AnswerOf(await TransportExtensions.AnswerOf(ask(), Origin).ConfigureAwait(false), Origin);
            return outcome.Match(Right: Prelude.FinSucc, Left: error => Prelude.FinFail<Token>(toError(error)));
        });

    private static bool IsError(Error error) => error.IsExpected && !error.Is(Errors.Cancelled);

    private static bool IsSafe(RetryAdvice advice, TimeSpan pause) => advice.Match(
        safe: safe => safe.When.Match(after: wait => wait <= pause, at: _ => false, unknown: () => UnknownWait <= pause),
        useless: _ => false,
        ambiguous: _ => false);
}
