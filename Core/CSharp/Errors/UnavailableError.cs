namespace PodioOAuth.Functional;

/// <summary>The error of a Podio that is down: any 5xx status, whatever the body (PODIO 4.16).</summary>
public sealed record UnavailableError : OAuthError
{
    internal UnavailableError(ReplyFacts facts, ServerCode? code, ServerCode? detail, ServerText? description) =>
        (Facts, Code, Detail, Description) = (facts, code, detail, description);

    /// <summary>The reply's facts; <see cref="ReplyFacts.RetryAfter"/> comes from the header, if it was sent.</summary>
    public new ReplyFacts Facts // "new": the base has it for every error, possibly null.
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The <c>error</c> member, or null.</summary>
    public ServerCode? Code { get; init; }

    /// <summary>The <c>error_detail</c> member, or null.</summary>
    public ServerCode? Detail { get; init; }

    /// <summary>The <c>error_description</c> member, or null.</summary>
    public ServerText? Description { get; init; }

    internal override string Sentence =>
        $"Podio is unavailable{Facts.Sentence}. {Facts.RetryAfter.Sentence} The request may have been processed.";

    internal override RetryAdvice Advice => Functional.RetryAdvice.Ambiguous(Facts.RetryAfter);

    internal override bool IsInDoubt => true;

    private protected override ReplyFacts? FactsOfReply => Facts;

    private protected override OAuthError Without(SecretScrubber secrets) => new UnavailableError(
        Facts.Without(secrets), Code?.Without(secrets), Detail?.Without(secrets), Description?.Without(secrets));

    private protected override T Dispatch<T>(in Cases<T> on) => on.Unavailable(this);
}
