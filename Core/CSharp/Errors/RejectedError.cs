namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.Rejected"/>: Podio answered with an error of its own (RFC 6749 §5.2, PODIO 4.1 to
/// 4.7).</summary>
public sealed record RejectedError : OAuthError
{
    internal RejectedError(ReplyFacts facts, ServerCode code, ServerCode? detail, ServerText? description) =>
        (Facts, Code, Detail, Description) = (facts, code, detail, description);

    /// <summary>The reply's facts. The status of a bad client id is 400, not 401 (PODIO 4.4).</summary>
    public new ReplyFacts Facts // "new": the base gives it for every error, or null.
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The <c>error</c> member. <see cref="Kind"/> sorts it.</summary>
    public ServerCode Code { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>The <c>error_detail</c> member, a finer code such as <c>oauth.client.invalid_secret</c>, or null.</summary>
    public ServerCode? Detail { get; init; }

    /// <summary>The <c>error_description</c> member: prose, or a second code (PODIO 4.1), or null.</summary>
    public ServerText? Description { get; init; }

    /// <summary>The code among those of RFC 6749 §5.2; <see cref="RejectionKind.Other"/> for all else.</summary>
    public RejectionKind Kind => Code.Kind;

    internal override string Sentence =>
        $"Podio rejected the request: {Code}{(Detail is null ? "" : $" ({Detail})")}{Facts.Sentence}. {Cure}";

    // Final for these credentials (PODIO 7.4).
    internal override RetryAdvice Advice => Functional.RetryAdvice.Useless;

    private protected override ReplyFacts? FactsOfReply => Facts;

    private string Cure => Kind switch
    {
        RejectionKind.InvalidClient => "Check the client id and secret of the API key.",
        RejectionKind.InvalidGrant => "The code, token or password is wrong, expired or used: sign in again, or check the app's token.",
        RejectionKind.UnauthorizedClient => "This API key may not use this grant.",
        RejectionKind.UnsupportedGrantType => "This server does not offer this grant.",
        _ when Code.Is("invalid_second_factor") => "The code is wrong or used: begin again with the password and take the next code.",
        _ when Code.Is("nonce_validation_error") => "The challenge has expired or was answered: begin again with the password.",
        _ when Code.Is("not_found") => "Check the base address of the API.",
        _ when Code.Is("invalid_value") => "Check that the wire format is the one of the endpoint.",
        _ => "Sending the same again will not help.",
    };

    private protected override OAuthError Without(SecretScrubber secrets) => new RejectedError(
        Facts.Without(secrets), Code.Without(secrets), Detail?.Without(secrets), Description?.Without(secrets));

    private protected override T Dispatch<T>(in Cases<T> on) => on.Rejected(this);
}

/// <summary>The error codes of RFC 6749 §5.2, and everything else.</summary>
public enum RejectionKind
{
    /// <summary>A code of Podio's own, such as <c>invalid_value</c> or <c>not_found</c>: see <see cref="RejectedError.Code"/>.</summary>
    Other = 0,

    /// <summary><c>invalid_request</c></summary>
    InvalidRequest,

    /// <summary><c>invalid_client</c>: wrong client id or secret.</summary>
    InvalidClient,

    /// <summary><c>invalid_grant</c>: a wrong, expired or used code, refresh token or password.</summary>
    InvalidGrant,

    /// <summary><c>unauthorized_client</c>: this client may not use this grant.</summary>
    UnauthorizedClient,

    /// <summary><c>unsupported_grant_type</c></summary>
    UnsupportedGrantType,

    /// <summary><c>invalid_scope</c></summary>
    InvalidScope,
}
