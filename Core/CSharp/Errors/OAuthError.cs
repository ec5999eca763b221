using System.Text;
using LanguageExt.Common;

namespace PodioOAuth.Functional;

// OAuthError = InvalidInput         (field errors)
//            | Unreachable          (reason × may have been processed)
//            | Rejected             (reply facts × code × detail? × description?)
//            | RateLimited          (reply facts × description?)
//            | SecondFactorRequired (reply facts × challenge)
//            | Unavailable          (reply facts × code? × detail? × description?)
//            | MalformedReply       (reply facts × where × problem)

/// <summary>The reason why there is no token. Closed: seven cases, each a record named after the case with the suffix
/// <c>Error</c>.</summary>
/// <remarks>
/// <para>No error prints a secret of the request, its body, or Podio's echo of it (PODIO 4.2). Text that the server wrote is a
/// <see cref="ServerText"/>, which prints only its length.</para>
/// <para>Cancellation by the caller isn't an error: it stays an <see cref="OperationCanceledException"/>.</para>
/// </remarks>
public abstract record OAuthError
{
    private protected OAuthError()
    {
    }

    /// <summary>Creates the error of a request that wasn't sent because of these fields.</summary>
    /// <param name="fields">One or more errors, from the library or from your own rules.</param>
    /// <exception cref="ArgumentException">The sequence is empty or contains null.</exception>
    public static OAuthError InvalidInput(IEnumerable<FieldError> fields) => new InvalidInputError(fields);

    /// <summary>Creates the error of a request without a reply. Used by transports.</summary>
    /// <param name="reason">Where the request failed.</param>
    /// <param name="mayHaveBeenProcessed">Whether the server may have acted on the request. If in doubt, true.</param>
    public static OAuthError Unreachable(UnreachableReason reason, bool mayHaveBeenProcessed) =>
        new UnreachableError(reason, mayHaveBeenProcessed);

    /// <summary>Creates the error of a request that Podio rejected (RFC 6749 §5.2).</summary>
    public static OAuthError Rejected(ReplyFacts facts, ServerCode code, ServerCode? detail = null, ServerText? description = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(code);
        return new RejectedError(facts, code, detail, description);
    }

    /// <summary>Creates the error of a request that hit a rate limit: status 420 or 429 (PODIO 4.8 to 4.11).
    /// <see cref="ReplyFacts.RetryAfter"/> says when to retry.</summary>
    public static OAuthError RateLimited(ReplyFacts facts, ServerText? description = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new RateLimitedError(facts, description);
    }

    /// <summary>Creates the error of an account with two-factor sign-in (PODIO 3.8).</summary>
    public static OAuthError SecondFactorRequired(ReplyFacts facts, SecondFactorChallenge challenge)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(challenge);
        return new SecondFactorRequiredError(facts, challenge);
    }

    /// <summary>Creates the error of a Podio, or a gateway in front of it, that is down: any 5xx status (PODIO 4.16).</summary>
    public static OAuthError Unavailable(
        ReplyFacts facts, ServerCode? code = null, ServerCode? detail = null, ServerText? description = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new UnavailableError(facts, code, detail, description);
    }

    /// <summary>Creates the error of a reply that is neither a token nor one of Podio's errors.</summary>
    public static OAuthError MalformedReply(ReplyFacts facts, string where, MalformedReplyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(where);
        return new MalformedReplyError(facts, where, problem);
    }

    /// <summary>The facts of the reply that caused this error; null if there was no reply.</summary>
    public ReplyFacts? Facts => FactsOfReply;

    /// <summary>Returns the name of the case and its printable values.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Calls the function for this error's case. Exhaustive: a new case would add a parameter.</summary>
    public T Match<T>(
        Func<InvalidInputError, T> invalidInput,
        Func<UnreachableError, T> unreachable,
        Func<RejectedError, T> rejected,
        Func<RateLimitedError, T> rateLimited,
        Func<SecondFactorRequiredError, T> secondFactorRequired,
        Func<UnavailableError, T> unavailable,
        Func<MalformedReplyError, T> malformedReply) => Dispatch(new Cases<T>(
            invalidInput, unreachable, rejected, rateLimited, secondFactorRequired, unavailable, malformedReply));

    /// <summary>Converts the error to a LanguageExt error for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>: an
    /// <see cref="OAuthFailure"/>.</summary>
    public Error ToError() => new OAuthFailure(this);

    /// <summary>Returns a sentence or two in English that describe the error. Contains no secret, no text that the server wrote and no line
    /// break.</summary>
    public string Describe() => Sentence;

    /// <summary>Returns whether sending the same grant again is safe, useless or ambiguous. Pure: the caller provides the clock.</summary>
    /// <param name="grant">The grant that failed with this error. Retrying an authorization code that may have reached Podio is never
    /// advised.</param>
    public RetryAdvice RetryAdvice(Grant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return grant.Kind.Use == GrantUse.Once ? SingleUseAdvice : Advice;
    }

    /// <summary>Returns whether sending the same second factor again is safe, useless or ambiguous.</summary>
    /// <remarks>A one-time code can be used once, and so can a challenge as far as is known: retrying one that may have reached Podio is
    /// never advised. Start again with the password instead.</remarks>
    /// <param name="request">The request that failed with this error.</param>
    public RetryAdvice RetryAdvice(SecondFactorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SingleUseAdvice;
    }

    /// <summary>The text of <see cref="Describe"/>. It contains server codes if they are plain, and never other text that the server
    /// wrote.</summary>
    internal abstract string Sentence { get; }

    /// <summary>The advice for a request that may be sent more than once.</summary>
    internal abstract RetryAdvice Advice { get; }

    /// <summary>Whether the request may have reached the server, including a rate limiter.</summary>
    internal virtual bool MayHaveArrived => true;

    /// <summary>Whether the outcome of the request is unknown.</summary>
    internal virtual bool IsInDoubt => false;

    /// <summary>Returns the same error with the secrets of the request removed from every text that came from the server.</summary>
    internal OAuthError Without(IHasSecrets request) => FactsOfReply is null ? this : Without(SecretScrubber.Of(request));

    private protected abstract OAuthError Without(SecretScrubber secrets);

    private protected abstract ReplyFacts? FactsOfReply { get; }

    // Sending a single-use value a second time may revoke what the first use granted (RFC 6749 §4.1.2).
    private RetryAdvice SingleUseAdvice => MayHaveArrived ? Functional.RetryAdvice.Useless : Advice;

    /// <summary>Prints nothing itself: each case prints its own values.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<InvalidInputError, T> InvalidInput,
        Func<UnreachableError, T> Unreachable,
        Func<RejectedError, T> Rejected,
        Func<RateLimitedError, T> RateLimited,
        Func<SecondFactorRequiredError, T> SecondFactorRequired,
        Func<UnavailableError, T> Unavailable,
        Func<MalformedReplyError, T> MalformedReply);
}
