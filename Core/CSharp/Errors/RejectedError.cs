namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.Rejected"/>: Podio answered with an error of its own (RFC 6749 §5.2, PODIO 4.1 to 4.7).</summary>
/// <param name="Facts">The reply's facts. The status of a bad client id is 400, not 401 (PODIO 4.4).</param>
/// <param name="Code">The <c>error</c> member. <see cref="Kind"/> sorts it.</param>
/// <param name="Detail">The <c>error_detail</c> member, a finer code such as <c>oauth.client.invalid_secret</c>, or null.</param>
/// <param name="Description">The <c>error_description</c> member: prose, or a second code (PODIO 4.1), or null.</param>
public sealed record RejectedError(ReplyFacts Facts, ServerCode Code, ServerCode? Detail, ServerText? Description) : OAuthError
{
    /// <summary>The code among those of RFC 6749 §5.2; <see cref="RejectionKind.Other"/> for all else.</summary>
    public RejectionKind Kind => Code.Kind;

    internal override OAuthError Without(SecretScrubber secrets) => new RejectedError(
        Facts.Without(secrets), Code.Without(secrets), Detail?.Without(secrets), Description?.Without(secrets));

    private protected override T Dispatch<T>(
        Func<InvalidInputError, T> invalidInput,
        Func<UnreachableError, T> unreachable,
        Func<RejectedError, T> rejected,
        Func<RateLimitedError, T> rateLimited,
        Func<SecondFactorRequiredError, T> secondFactorRequired,
        Func<UnavailableError, T> unavailable,
        Func<MalformedReplyError, T> malformedReply) => rejected(this);
}
