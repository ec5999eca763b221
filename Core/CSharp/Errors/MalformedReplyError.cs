namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.MalformedReply"/>: a reply that says nothing this library understands.</summary>
/// <param name="Facts">The reply's facts.</param>
/// <param name="Where">Where in the body: a JSON path made of known names only, such as <c>$.access_token</c>; <c>$</c> for the whole.</param>
/// <param name="Problem">What is wrong there.</param>
public sealed record MalformedReplyError(ReplyFacts Facts, string Where, MalformedReplyProblem Problem) : OAuthError
{
    internal override OAuthError Without(SecretScrubber secrets) => new MalformedReplyError(Facts.Without(secrets), Where, Problem);

    private protected override T Dispatch<T>(
        Func<InvalidInputError, T> invalidInput,
        Func<UnreachableError, T> unreachable,
        Func<RejectedError, T> rejected,
        Func<RateLimitedError, T> rateLimited,
        Func<SecondFactorRequiredError, T> secondFactorRequired,
        Func<UnavailableError, T> unavailable,
        Func<MalformedReplyError, T> malformedReply) => malformedReply(this);
}
