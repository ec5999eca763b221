namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.Unavailable"/>: any status of 5xx, whatever its body (PODIO 4.16).</summary>
/// <param name="Facts">The reply's facts; <see cref="ReplyFacts.RetryAfter"/> from the header, if it was sent.</param>
/// <param name="Code">The <c>error</c> member, where the body had one.</param>
/// <param name="Detail">The <c>error_detail</c> member, where the body had one.</param>
/// <param name="Description">The <c>error_description</c> member, where the body had one.</param>
public sealed record UnavailableError(ReplyFacts Facts, ServerCode? Code, ServerCode? Detail, ServerText? Description) : OAuthError
{
    /// <summary>The reply's facts.</summary>
    public new ReplyFacts Facts { get; init; } = Facts; // "new": the base gives it for every error, or null.

    internal override string Sentence =>
        $"Podio is unavailable{Facts.Sentence}. {Facts.RetryAfter.Sentence} The request may have been processed.";

    internal override RetryAdvice Advice => Functional.RetryAdvice.Ambiguous(Facts.RetryAfter);

    internal override bool IsInDoubt => true;

    private protected override ReplyFacts? FactsOfReply => Facts;

    private protected override OAuthError Without(SecretScrubber secrets) => new UnavailableError(
        Facts.Without(secrets), Code?.Without(secrets), Detail?.Without(secrets), Description?.Without(secrets));

    private protected override T Dispatch<T>(in Cases<T> on) => on.Unavailable(this);
}
