namespace PodioOAuth.Functional;

/// <summary>An error of Podio's own (PODIO 4.1), and the catalogue of those that this server knows.</summary>
/// <remarks>What is on record is cited; the rest follows RFC 6749 §5.2, with no detail where none is known (PODIO 7.4).</remarks>
/// <param name="Status">The HTTP status: 400 for all errors of the token endpoint but its limiter (PODIO 4.4, 4.8).</param>
/// <param name="Error">The <c>error</c> member.</param>
/// <param name="Detail">The <c>error_detail</c> member, or null.</param>
/// <param name="Description">The <c>error_description</c> member. Never holds a value of the request's.</param>
/// <param name="Propagate">The <c>error_propagate</c> member: the description may be shown to the end user.</param>
internal sealed record Refusal(int Status, string Error, string? Detail, string Description, bool Propagate = false)
{
    private const string InvalidClient = "invalid_client";
    private const string InvalidGrant = "invalid_grant";
    private const string InvalidDetail = "oauth.grant.invalid";
    private const string ExpiredDetail = "oauth.grant.expired"; // PODIO 4.4

    // PODIO 4.7
    internal static readonly Refusal NoSuchOperation =
        new(404, "not_found", null, "No matching operation could be found. No body was given.");

    // PODIO 1.3, 4.7
    internal static readonly Refusal MustBeObject = new(400, "invalid_value", null, "Invalid value null (null): must be object");

    // PODIO 4.4
    internal static readonly Refusal InvalidClientId =
        new(400, InvalidClient, "oauth.client.invalid_id", "Sorry, you've supplied an invalid client id.");

    // PODIO 4.4; the prose follows that of the id.
    internal static readonly Refusal InvalidClientSecret =
        new(400, InvalidClient, "oauth.client.invalid_secret", "Sorry, you've supplied an invalid client secret.");

    // PODIO 4.4, 4.5
    internal static readonly Refusal NoSuchUser =
        new(400, InvalidGrant, "user.invalid.username", "No such user", Propagate: true);

    // PODIO 4.4, 4.5
    internal static readonly Refusal InvalidPassword =
        new(400, InvalidGrant, "user.invalid.password", "Invalid password", Propagate: true);

    internal static readonly Refusal NoSuchApp = new(400, InvalidGrant, null, "No such app");

    internal static readonly Refusal InvalidAppToken = new(400, InvalidGrant, null, "Invalid app token");

    /// <summary>Unknown, used, another client's, or for another redirect URI: one answer, so that it tells nothing to a thief.</summary>
    internal static readonly Refusal InvalidCode = new(400, InvalidGrant, InvalidDetail, "Invalid authorization code");

    internal static readonly Refusal ExpiredCode = new(400, InvalidGrant, ExpiredDetail, "The authorization code has expired");

    /// <summary>Unknown, rotated away, revoked, or another client's.</summary>
    internal static readonly Refusal InvalidRefreshToken = new(400, InvalidGrant, InvalidDetail, "Invalid refresh token");

    internal static readonly Refusal ExpiredRefreshToken = new(400, InvalidGrant, ExpiredDetail, "The refresh token has expired");

    internal static readonly Refusal UnsupportedGrantType = new(400, "unsupported_grant_type", null, "Unsupported grant type");

    // PODIO 4.13: recorded of an empty value, on another operation.
    internal static readonly Refusal InvalidAuthorizationHeader =
        new(400, "Invalid authorization header", null, "Invalid authorization header");

    // PODIO 3.8: the code is on record; the status is the token endpoint's.
    internal static readonly Refusal InvalidSecondFactor =
        new(400, "invalid_second_factor", null, "Invalid second factor", Propagate: true);

    /// <summary>Unknown, answered or expired (PODIO 3.8).</summary>
    internal static readonly Refusal InvalidNonce = new(400, "nonce_validation_error", null, "The nonce is not valid");

    // PODIO 4.13
    internal static readonly Refusal NoAccessToken = new(401, "unauthorized", null, "invalid_request");

    /// <summary>Expired, revoked or made up: Podio says the same of all (PODIO 4.12, 4.13).</summary>
    internal static readonly Refusal InvalidAccessToken = new(401, "unauthorized", null, "expired_token");

    // RFC 6749 §4.1.2.1: such an error is shown to the user, never sent to the redirect URI.
    internal static readonly Refusal UnknownRedirectUri =
        new(400, "invalid_request", null, "The redirect URI does not lie on the domain of the API key.");

    internal static readonly Refusal NobodySignsIn = new(400, "invalid_request", null, "There is no such user to sign in.");

    /// <summary>Podio's rate limit (PODIO 4.8).</summary>
    internal static Refusal RateLimited(TimeSpan? wait) => new(420, "rate_limit", null, wait is { } span
        ? $"You have hit the rate limit. Please wait {WholeSeconds.Text(span)} seconds before trying again"
        : "You have hit the rate limit.");

    /// <summary>What a test asked for (<see cref="Fault.Reject"/>).</summary>
    internal static Refusal OnRequest(RejectFault fault) => new(fault.Status, fault.Error, fault.Detail, "Rejected, because a test asked for it.");

    /// <summary>A missing half of the client pair (PODIO 4.7).</summary>
    internal static Refusal MissingClientParameter(string name) => new(400, InvalidClient, null, $"Missing parameter {name}");

    /// <summary>Any other missing parameter: the code is RFC 6749's, for blaming the client would mislead.</summary>
    internal static Refusal MissingParameter(string name) => new(400, "invalid_request", null, $"Missing parameter {name}");

    /// <summary>A value of the wrong type or range: Podio's own code for it (PODIO 4.7).</summary>
    internal static Refusal InvalidValue(string message) => new(400, "invalid_value", null, message);

    /// <summary>A malformed request, a parameter sent twice, the client pair sent in two places (RFC 6749 §5.2).</summary>
    internal static Refusal InvalidRequest(string message) => new(400, "invalid_request", null, message);
}
