namespace PodioOAuth.Functional;

/// <summary>The error of an account with two-factor sign-in: the password was correct and a one-time code is required (PODIO
/// 3.8).</summary>
public sealed record SecondFactorRequiredError : OAuthError
{
    internal SecondFactorRequiredError(ReplyFacts facts, SecondFactorChallenge challenge) => (Facts, Challenge) = (facts, challenge);

    /// <summary>The reply's facts.</summary>
    public new ReplyFacts Facts // "new": the base has it for every error, possibly null.
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The challenge to answer. Its <see cref="SecondFactorChallenge.WithOneTimeCode"/> creates the request for
    /// <see cref="TransportExtensions.VerifySecondFactorAsync"/>.</summary>
    public SecondFactorChallenge Challenge { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    internal override string Sentence =>
        $"The account needs a second factor: answer its challenge with a one-time code{Facts.Sentence}.";

    internal override RetryAdvice Advice => Functional.RetryAdvice.Useless;

    private protected override ReplyFacts? FactsOfReply => Facts;

    private protected override OAuthError Without(SecretScrubber secrets) =>
        new SecondFactorRequiredError(Facts.Without(secrets), Challenge);

    private protected override T Dispatch<T>(in Cases<T> on) => on.SecondFactorRequired(this);
}
