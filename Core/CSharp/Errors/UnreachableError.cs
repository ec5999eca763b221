namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.Unreachable"/>: no reply, or not a whole one.</summary>
/// <param name="Reason">Where it failed.</param>
/// <param name="MayHaveBeenProcessed">Whether the server may have acted upon the request: false only where the body was certainly not sent.</param>
public sealed record UnreachableError(UnreachableReason Reason, bool MayHaveBeenProcessed) : OAuthError
{
    internal override OAuthError Without(SecretScrubber secrets) => this;

    private protected override T Dispatch<T>(
        Func<InvalidInputError, T> invalidInput,
        Func<UnreachableError, T> unreachable,
        Func<RejectedError, T> rejected,
        Func<RateLimitedError, T> rateLimited,
        Func<SecondFactorRequiredError, T> secondFactorRequired,
        Func<UnavailableError, T> unavailable,
        Func<MalformedReplyError, T> malformedReply) => unreachable(this);
}
