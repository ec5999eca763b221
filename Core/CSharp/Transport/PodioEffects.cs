using LanguageExt;
using LanguageExt.Common;

namespace PodioOAuth.Functional;

/// <summary>Token requests as effects of LanguageExt 4, which send a new request each time they run.</summary>
/// <remarks>
/// <para>Creating an effect sends nothing. Its error is an <see cref="OAuthFailure"/> or a <see cref="TokenSourceFailure"/>; an exception
/// becomes an exceptional error, as everywhere in LanguageExt. Once its cancellation token is canceled, an effect sends nothing, whoever
/// runs it.</para>
/// <para><c>effect.RetryWhile(schedule, PodioEffects.IsSafeToRepeat(grant))</c> retries what is safe to retry.
/// <see cref="Retry(Aff{Token}, Schedule)"/> retries every error, but neither cancellation nor bugs. LanguageExt's own <c>Retry</c> retries
/// those too, and no effect can prevent it. It applies to effects of other types, such as the result of <c>Map</c>, and to
/// <c>Prelude.retry</c>. Retry first, then map.</para>
/// <para>A schedule doesn't know the wait that Podio asks for, and cancellation doesn't end its delays. If that matters, use an exchange
/// that retries by itself: <c>WithRetry</c> in the Renewal package.</para>
/// </remarks>
public static class PodioEffects
{
    private const string Origin = "The exchange or token provider returned";

    private static readonly TimeSpan UnknownWait = TimeSpan.FromHours(1); // PODIO 4.9

    /// <summary>Returns <see cref="TransportExtensions.RequestTokenAsync"/> as an effect.</summary>
    /// <param name="podio">The transport.</param>
    /// <param name="request">The request. If it is invalid, nothing is sent.</param>
    /// <param name="cancellationToken">Cancels each run.</param>
    public static Aff<Token> RequestTokenAff(this Transport podio, TokenRequest request, CancellationToken cancellationToken = default) =>
        podio.ToTokenExchange().ToAff(request, cancellationToken);

    /// <summary>Returns an exchange as an effect.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="request">The request. It can be invalid.</param>
    /// <param name="cancellationToken">Cancels each run.</param>
    public static Aff<Token> ToAff(this TokenExchange exchange, TokenRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return Ask(() => exchange(request, cancellationToken), error => error.ToError(), cancellationToken);
    }

    /// <summary>Returns <see cref="TransportExtensions.VerifySecondFactorAsync"/> as an effect.</summary>
    /// <param name="podio">The transport.</param>
    /// <param name="request">The request. If it is invalid, nothing is sent.</param>
    /// <param name="cancellationToken">Cancels each run.</param>
    public static Aff<Token> VerifySecondFactorAff(
        this Transport podio, SecondFactorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return Ask(() => podio.VerifySecondFactorAsync(request, cancellationToken), error => error.ToError(), cancellationToken);
    }

    /// <summary>Returns an effect that gets a token that is valid when the effect runs. A token source retries by itself.</summary>
    /// <param name="provider">The token source, or another provider of tokens.</param>
    /// <param name="cancellationToken">Cancels each run.</param>
    public static Aff<Token> GetTokenAff(this TokenProvider provider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Ask(() => provider(cancellationToken), error => error.ToError(), cancellationToken);
    }

    /// <summary>Returns a predicate for <c>RetryWhile</c> that tells whether an error is safe to retry.</summary>
    /// <param name="grant">The grant that the effect sends.</param>
    /// <param name="pause">The shortest delay of the schedule. An error for which Podio asks for a longer wait isn't retried: with no
    /// delay, no rate limit is. A wait of unknown length counts as an hour (PODIO 4.9); a wait until an instant is never short enough,
    /// because there is no clock here.</param>
    /// <returns>True if <see cref="OAuthError.RetryAdvice(Grant)"/> is safe and the delay is long enough. False for every other error,
    /// including cancellation and bugs.</returns>
    public static Func<Error, bool> IsSafeToRepeat(Grant grant, TimeSpan pause = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return error => error is OAuthFailure failure && IsSafe(failure.Error.RetryAdvice(grant), pause);
    }

    /// <summary>Returns a predicate that tells whether an error of a second factor is safe to retry: only if the request certainly didn't
    /// reach Podio.</summary>
    /// <param name="request">The request that the effect sends.</param>
    public static Func<Error, bool> IsSafeToRepeat(SecondFactorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return error => error is OAuthFailure failure && IsSafe(failure.Error.RetryAdvice(request), pause: TimeSpan.Zero);
    }

    /// <summary>Retries the effect while it fails with an error, but never after cancellation or a bug.</summary>
    /// <remarks>The compiler prefers this method to LanguageExt's <c>Retry</c>, which is for any type and retries every failure.</remarks>
    /// <param name="effect">The effect.</param>
    /// <param name="schedule">How often to retry, and with which delays.</param>
    public static Aff<Token> Retry(this Aff<Token> effect, Schedule schedule) => effect.RetryWhile(schedule, IsError);

    /// <summary>Retries the effect immediately and indefinitely while it fails with an error, but never after cancellation or a
    /// bug.</summary>
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
