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

/// <summary>Why there is no token. Closed: seven cases, each a record of the case's name with <c>Error</c> after it.</summary>
/// <remarks>
/// <para>No error holds a secret of the request, its body, or Podio's echo of it (PODIO 4.2), in any text it can print.
/// The server's own prose is a <see cref="ServerText"/>, which prints its length.</para>
/// <para>Cancellation by the caller is no error: it stays an <see cref="OperationCanceledException"/>.</para>
/// </remarks>
public abstract record OAuthError
{
    private protected OAuthError()
    {
    }

    /// <summary>The request was not sent, because of these fields.</summary>
    /// <param name="fields">One error or more, of the library or of the caller's own rules.</param>
    /// <exception cref="ArgumentException">There is no error in the sequence, or a null.</exception>
    public static OAuthError InvalidInput(IEnumerable<FieldError> fields) => new InvalidInputError(fields);

    /// <summary>No reply came back: for transports to return.</summary>
    /// <param name="reason">Where it failed.</param>
    /// <param name="mayHaveBeenProcessed">Whether the server may have acted upon the request. When in doubt, true.</param>
    public static OAuthError Unreachable(UnreachableReason reason, bool mayHaveBeenProcessed) =>
        new UnreachableError(reason, mayHaveBeenProcessed);

    /// <summary>Podio said no (RFC 6749 §5.2).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="facts"/> or <paramref name="code"/> is null.</exception>
    public static OAuthError Rejected(ReplyFacts facts, ServerCode code, ServerCode? detail = null, ServerText? description = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(code);
        return new RejectedError(facts, code, detail, description);
    }

    /// <summary>Too many calls: status 420 or 429 (PODIO 4.8 to 4.11). When to come back is in
    /// <see cref="ReplyFacts.RetryAfter"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="facts"/> is null.</exception>
    public static OAuthError RateLimited(ReplyFacts facts, ServerText? description = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new RateLimitedError(facts, description);
    }

    /// <summary>The account has two-factor sign-in (PODIO 3.8).</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static OAuthError SecondFactorRequired(ReplyFacts facts, SecondFactorChallenge challenge)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(challenge);
        return new SecondFactorRequiredError(facts, challenge);
    }

    /// <summary>Podio, or a gateway before it, is down: any 5xx (PODIO 4.16).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="facts"/> is null.</exception>
    public static OAuthError Unavailable(
        ReplyFacts facts, ServerCode? code = null, ServerCode? detail = null, ServerText? description = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new UnavailableError(facts, code, detail, description);
    }

    /// <summary>A reply came that is neither a token nor an error of Podio's.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="facts"/> or <paramref name="where"/> is null.</exception>
    public static OAuthError MalformedReply(ReplyFacts facts, string where, MalformedReplyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(where);
        return new MalformedReplyError(facts, where, problem);
    }

    /// <summary>The facts of the reply that this error was made from; null where there was none.</summary>
    public ReplyFacts? Facts => FactsOfReply;

    /// <summary>The name of the case, and what it holds that may be printed.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Runs the function for the case that this error is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(
        Func<InvalidInputError, T> invalidInput,
        Func<UnreachableError, T> unreachable,
        Func<RejectedError, T> rejected,
        Func<RateLimitedError, T> rateLimited,
        Func<SecondFactorRequiredError, T> secondFactorRequired,
        Func<UnavailableError, T> unavailable,
        Func<MalformedReplyError, T> malformedReply) => Dispatch(new Cases<T>(
            invalidInput, unreachable, rejected, rateLimited, secondFactorRequired, unavailable, malformedReply));

    /// <summary>The error as one of LanguageExt's, for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>: an <see cref="OAuthFailure"/>.</summary>
    public Error ToError() => new OAuthFailure(this);

    /// <summary>What happened, in an English sentence or two for a person. No secret, no server prose, no line break.</summary>
    public string Describe() => Sentence;

    /// <summary>Whether sending the same grant again is safe, useless or ambiguous. Pure: the caller holds the clock.</summary>
    /// <param name="grant">The grant that met this error. An authorization code is never advised again once it may have reached
    /// Podio.</param>
    /// <exception cref="ArgumentNullException"><paramref name="grant"/> is null.</exception>
    public RetryAdvice RetryAdvice(Grant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return grant.Kind.Use == GrantUse.Once ? SingleUseAdvice : Advice;
    }

    /// <summary>Whether sending the same second factor again is safe, useless or ambiguous.</summary>
    /// <remarks>A code is good for one use, and so is a challenge as far as anybody knows: neither is advised again once it may have
    /// reached Podio. Begin with the password instead.</remarks>
    /// <param name="request">The request that met this error.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public RetryAdvice RetryAdvice(SecondFactorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SingleUseAdvice;
    }

    /// <summary>What <see cref="Describe"/> says. Server codes appear in it where they are plain; server prose never does.</summary>
    internal abstract string Sentence { get; }

    /// <summary>The advice for a request that may be sent more than once.</summary>
    internal abstract RetryAdvice Advice { get; }

    /// <summary>Whether the request may have reached the server, a rate limiter included.</summary>
    internal virtual bool MayHaveArrived => true;

    /// <summary>Whether nobody knows what became of the request.</summary>
    internal virtual bool IsInDoubt => false;

    /// <summary>The same error with the secrets of the request cut out of every text that came from the server.</summary>
    internal OAuthError Without(IHasSecrets request) => FactsOfReply is null ? this : Without(SecretScrubber.Of(request));

    private protected abstract OAuthError Without(SecretScrubber secrets);

    private protected abstract ReplyFacts? FactsOfReply { get; }

    // What is good for one use may be revoked by a second (RFC 6749 §4.1.2).
    private RetryAdvice SingleUseAdvice => MayHaveArrived ? Functional.RetryAdvice.Useless : Advice;

    /// <summary>Prints nothing of its own: each case prints what it holds.</summary>
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
