namespace PodioOAuth.Functional;

/// <summary>The error of a request that Podio rejected with one of its own errors (RFC 6749 §5.2, PODIO 4.1 to 4.7).</summary>
public sealed record RejectedError : OAuthError
{
    internal RejectedError(ReplyFacts facts, ServerCode code, ServerCode? detail, ServerText? description) =>
        (Facts, Code, Detail, Description) = (facts, code, detail, description);

    /// <summary>The reply's facts. The status for an invalid client ID is 400, not 401 (PODIO 4.4).</summary>
    public new ReplyFacts Facts // "new": the base has it for every error, possibly null.
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The <c>error</c> member. <see cref="Kind"/> classifies it.</summary>
    public ServerCode Code { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>The <c>error_detail</c> member, a finer code such as <c>oauth.client.invalid_secret</c>, or null.</summary>
    public ServerCode? Detail { get; init; }

    /// <summary>The <c>error_description</c> member: a description, or a second code (PODIO 4.1), or null.</summary>
    public ServerText? Description { get; init; }

    /// <summary>The code if RFC 6749 §5.2 defines it; otherwise, <see cref="RejectionKind.Other"/>.</summary>
    public RejectionKind Kind => Code.Kind;

    internal override string Sentence =>
        $"Podio rejected the request: {Code}{(Detail is null ? "" : $" ({Detail})")}{Facts.Sentence}. {Cure}";

    // Final for these credentials (PODIO 7.4).
    internal override RetryAdvice Advice => Functional.RetryAdvice.Useless;

    private protected override ReplyFacts? FactsOfReply => Facts;

    private string Cure => Kind switch
    {
        RejectionKind.InvalidClient => "Check the client ID and client secret of the API key.",
        RejectionKind.InvalidGrant => "The code, token or password is incorrect, expired or used. Sign in again, or check the app token.",
        RejectionKind.UnauthorizedClient => "This API key may not use this grant.",
        RejectionKind.UnsupportedGrantType => "This server doesn't offer this grant.",
        _ when Code.Is("invalid_second_factor") => "The code is incorrect or used. Start again with the password and use the next code.",
        _ when Code.Is("nonce_validation_error") => "The challenge has expired or was already answered. Start again with the password.",
        _ when Code.Is("not_found") => "Check the base address of the API.",
        _ when Code.Is("invalid_value") => "Check that the wire format is the one that the endpoint expects.",
        _ => "Retrying the same request won't help.",
    };

    private protected override OAuthError Without(SecretScrubber secrets) => new RejectedError(
        Facts.Without(secrets), Code.Without(secrets), Detail?.Without(secrets), Description?.Without(secrets));

    private protected override T Dispatch<T>(in Cases<T> on) => on.Rejected(this);
}

/// <summary>Specifies the error codes of RFC 6749 §5.2, and one value for all others.</summary>
public enum RejectionKind
{
    /// <summary>One of Podio's own codes, such as <c>invalid_value</c> or <c>not_found</c>: see <see cref="RejectedError.Code"/>.</summary>
    Other = 0,

    /// <summary><c>invalid_request</c></summary>
    InvalidRequest,

    /// <summary><c>invalid_client</c>: incorrect client ID or client secret.</summary>
    InvalidClient,

    /// <summary><c>invalid_grant</c>: an incorrect, expired or already used code, refresh token or password.</summary>
    InvalidGrant,

    /// <summary><c>unauthorized_client</c>: this client may not use this grant.</summary>
    UnauthorizedClient,

    /// <summary><c>unsupported_grant_type</c></summary>
    UnsupportedGrantType,

    /// <summary><c>invalid_scope</c></summary>
    InvalidScope,
}
