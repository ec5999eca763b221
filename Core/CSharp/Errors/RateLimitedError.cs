namespace PodioOAuth.Functional;

/// <summary>The error of an exceeded rate limit: status 420 or 429, or the code <c>rate_limit</c> (PODIO 4.8 to
/// 4.11).</summary>
public sealed record RateLimitedError : OAuthError
{
    internal RateLimitedError(ReplyFacts facts, ServerText? description) => (Facts, Description) = (facts, description);

    /// <summary>The reply's facts. <see cref="ReplyFacts.RetryAfter"/> comes from the header if the header specifies a wait; otherwise,
    /// from the description; otherwise, it is what the header said.</summary>
    public new ReplyFacts Facts // "new": the base has it for every error, possibly null.
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The <c>error_description</c> member, or null.</summary>
    public ServerText? Description { get; init; }

    internal override string Sentence => $"Podio's rate limit was exceeded{Facts.Sentence}. {Facts.RetryAfter.Sentence}";

    // The request was rejected before it was processed, whatever the grant.
    internal override RetryAdvice Advice => Functional.RetryAdvice.Safe(Facts.RetryAfter);

    private protected override ReplyFacts? FactsOfReply => Facts;

    private protected override OAuthError Without(SecretScrubber secrets) =>
        new RateLimitedError(Facts.Without(secrets), Description?.Without(secrets));

    private protected override T Dispatch<T>(in Cases<T> on) => on.RateLimited(this);
}
