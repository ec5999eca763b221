namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.SecondFactorRequired"/>: the password was right and a one-time code is wanted (PODIO 3.8).</summary>
/// <param name="Facts">The reply's facts.</param>
/// <param name="Challenge">What to answer: its <see cref="SecondFactorChallenge.WithOneTimeCode"/> makes the request for
/// <see cref="TransportExtensions.VerifySecondFactorAsync"/>.</param>
public sealed record SecondFactorRequiredError(ReplyFacts Facts, SecondFactorChallenge Challenge) : OAuthError
{
    /// <summary>The reply's facts.</summary>
    public new ReplyFacts Facts { get; init; } = Facts; // "new": the base gives it for every error, or null.

    internal override string Sentence =>
        $"The account needs a second factor: answer its challenge with a one-time code{Facts.Sentence}.";

    internal override RetryAdvice Advice => Functional.RetryAdvice.Useless;

    private protected override ReplyFacts? FactsOfReply => Facts;

    private protected override OAuthError Without(SecretScrubber secrets) => new SecondFactorRequiredError(Facts.Without(secrets), Challenge);

    private protected override T Dispatch<T>(in Cases<T> on) => on.SecondFactorRequired(this);
}
