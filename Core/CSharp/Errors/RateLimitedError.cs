namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.RateLimited"/>: status 420 or 429, or the code <c>rate_limit</c> (PODIO 4.8 to 4.11).</summary>
/// <param name="Facts">The reply's facts. <see cref="ReplyFacts.RetryAfter"/> comes from the header, else from the prose, else is unknown.</param>
/// <param name="Description">The <c>error_description</c> member, or null.</param>
public sealed record RateLimitedError(ReplyFacts Facts, ServerText? Description) : OAuthError
{
    internal override OAuthError Without(SecretScrubber secrets) =>
        new RateLimitedError(Facts.Without(secrets), Description?.Without(secrets));

    private protected override T Dispatch<T>(
        Func<InvalidInputError, T> invalidInput,
        Func<UnreachableError, T> unreachable,
        Func<RejectedError, T> rejected,
        Func<RateLimitedError, T> rateLimited,
        Func<SecondFactorRequiredError, T> secondFactorRequired,
        Func<UnavailableError, T> unavailable,
        Func<MalformedReplyError, T> malformedReply) => rateLimited(this);
}
