namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.Unavailable"/>: any status of 5xx, whatever its body (PODIO 4.16).</summary>
/// <param name="Facts">The reply's facts; <see cref="ReplyFacts.RetryAfter"/> from the header, if it was sent.</param>
/// <param name="Code">The <c>error</c> member, where the body had one.</param>
/// <param name="Detail">The <c>error_detail</c> member, where the body had one.</param>
/// <param name="Description">The <c>error_description</c> member, where the body had one.</param>
public sealed record UnavailableError(ReplyFacts Facts, ServerCode? Code, ServerCode? Detail, ServerText? Description) : OAuthError
{
    internal override OAuthError Without(SecretScrubber secrets) => new UnavailableError(
        Facts.Without(secrets), Code?.Without(secrets), Detail?.Without(secrets), Description?.Without(secrets));

    private protected override T Dispatch<T>(
        Func<InvalidInputError, T> invalidInput,
        Func<UnreachableError, T> unreachable,
        Func<RejectedError, T> rejected,
        Func<RateLimitedError, T> rateLimited,
        Func<SecondFactorRequiredError, T> secondFactorRequired,
        Func<UnavailableError, T> unavailable,
        Func<MalformedReplyError, T> malformedReply) => unavailable(this);
}
