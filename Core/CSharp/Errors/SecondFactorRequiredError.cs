namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.SecondFactorRequired"/>: the password was right and a one-time code is wanted (PODIO 3.8).</summary>
/// <param name="Facts">The reply's facts.</param>
/// <param name="Challenge">What to answer: its <see cref="SecondFactorChallenge.WithOneTimeCode"/> makes the request for
/// <see cref="TransportExtensions.VerifySecondFactorAsync"/>.</param>
public sealed record SecondFactorRequiredError(ReplyFacts Facts, SecondFactorChallenge Challenge) : OAuthError
{
    internal override OAuthError Without(SecretScrubber secrets) => new SecondFactorRequiredError(Facts.Without(secrets), Challenge);

    private protected override T Dispatch<T>(
        Func<InvalidInputError, T> invalidInput,
        Func<UnreachableError, T> unreachable,
        Func<RejectedError, T> rejected,
        Func<RateLimitedError, T> rateLimited,
        Func<SecondFactorRequiredError, T> secondFactorRequired,
        Func<UnavailableError, T> unavailable,
        Func<MalformedReplyError, T> malformedReply) => secondFactorRequired(this);
}
