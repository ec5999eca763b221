using System.Globalization;
using System.Text.Json;

namespace PodioOAuth.Functional.Serving;

/// <summary>One of Podio's own errors (PODIO 4.1), and the catalog of those that this server knows.</summary>
/// <remarks>The errors of a grant are defined with its exchange (<see cref="GrantExchange"/>). What is on record is cited; the rest follows
/// RFC 6749 §5.2, without a detail where none is known (PODIO 7.4).</remarks>
/// <param name="Status">The HTTP status: 400 for all errors of the token endpoint except its limiter (PODIO 4.4, 4.8).</param>
/// <param name="Error">The <c>error</c> member.</param>
/// <param name="Detail">The <c>error_detail</c> member, or null.</param>
/// <param name="Description">The <c>error_description</c> member. Never contains a value of the request.</param>
/// <param name="Propagate">The <c>error_propagate</c> member: whether the description may be shown to the end user.</param>
internal sealed record Refusal(int Status, string Error, string? Detail, string Description, bool Propagate = false)
{
    private const string InvalidClient = "invalid_client";

    // PODIO 4.7
    internal static readonly Refusal NoSuchOperation =
        new(404, "not_found", null, "No matching operation could be found. No body was given.");

    // PODIO 1.3, 4.7
    internal static readonly Refusal MustBeObject = new(400, "invalid_value", null, "Invalid value null (null): must be object");

    // PODIO 4.4
    internal static readonly Refusal InvalidClientId =
        new(400, InvalidClient, "oauth.client.invalid_id", "Sorry, you've supplied an invalid client id.");

    // PODIO 4.4; the text follows that for the ID.
    internal static readonly Refusal InvalidClientSecret =
        new(400, InvalidClient, "oauth.client.invalid_secret", "Sorry, you've supplied an invalid client secret.");

    internal static readonly Refusal UnsupportedGrantType = new(400, "unsupported_grant_type", null, "Unsupported grant type");

    // PODIO 4.13: recorded for an empty value, on another operation.
    internal static readonly Refusal InvalidAuthorizationHeader =
        new(400, "Invalid authorization header", null, "Invalid authorization header");

    // PODIO 3.8 documents the error code; the status is the one that the token endpoint uses.
    internal static readonly Refusal InvalidSecondFactor =
        new(400, "invalid_second_factor", null, "Invalid second factor", Propagate: true);

    /// <summary>Unknown, answered or expired (PODIO 3.8).</summary>
    internal static readonly Refusal InvalidNonce = new(400, "nonce_validation_error", null, "The nonce is not valid");

    // PODIO 4.13
    internal static readonly Refusal NoAccessToken = new(401, "unauthorized", null, "invalid_request");

    /// <summary>Expired, revoked or made up: Podio's reply is the same for all (PODIO 4.12, 4.13).</summary>
    internal static readonly Refusal InvalidAccessToken = new(401, "unauthorized", null, "expired_token");

    // PODIO 4.15 documents the error code.
    internal static readonly Refusal NoUser =
        new(403, "forbidden", null, "This operation requires a user's token, but the token belongs to an app.");

    // RFC 6749 §4.1.2.1: such an error is shown to the user, never sent to the redirect URI.
    internal static readonly Refusal UnknownRedirectUri =
        new(400, "invalid_request", null, "The redirect URI does not lie on the domain of the API key.");

    internal static readonly Refusal NobodySignsIn = new(400, "invalid_request", null, "There is no such user to sign in.");

    /// <summary>Podio's rate limit (PODIO 4.8).</summary>
    internal static Refusal RateLimited(TimeSpan? wait) => new(420, "rate_limit", null, wait is { } span
        ? $"You have hit the rate limit. Please wait {WholeSeconds(span)} seconds before trying again"
        : "You have hit the rate limit.");

    /// <summary>The error that a test armed (<see cref="Fault.Reject"/>).</summary>
    internal static Refusal OnRequest(RejectFault fault) =>
        new(fault.Status, fault.Error, fault.Detail, "Rejected, because a test asked for it.");

    /// <summary>A missing client ID or client secret (PODIO 4.7).</summary>
    internal static Refusal MissingClientParameter(string name) => new(400, InvalidClient, null, $"Missing parameter {name}");

    /// <summary>Any other missing parameter. The code is RFC 6749's, because blaming the client would mislead.</summary>
    internal static Refusal MissingParameter(string name) => new(400, "invalid_request", null, $"Missing parameter {name}");

    /// <summary>A value of the wrong type or range: Podio's own code for it (PODIO 4.7).</summary>
    internal static Refusal InvalidValue(string message) => new(400, "invalid_value", null, message);

    /// <summary>A malformed request, a parameter sent twice, or client credentials sent in two places (RFC 6749 §5.2).</summary>
    internal static Refusal InvalidRequest(string message) => new(400, "invalid_request", null, message);

    /// <summary>Returns a wait as a server states it: in whole seconds, rounded up, so that a client waits long enough.</summary>
    internal static string WholeSeconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>Writes Podio's error envelope in the key order of 2026 (PODIO 4.1, 4.3).</summary>
    internal byte[] Render(ReceivedRequest request) => JsonBody.Write(json =>
    {
        json.WriteString("error", Error);
        json.WriteString("error_detail", Detail);
        json.WriteString("error_description", Description);
        json.WriteStartObject("error_parameters");
        json.WriteEndObject();
        json.WriteBoolean("error_propagate", Propagate);
        WriteRequest(json, request);
    });

    // Podio echoes the query (PODIO 4.2). This server doesn't: the query may contain secrets, and nothing reads it (PODIO 2.7).
    private static void WriteRequest(Utf8JsonWriter json, ReceivedRequest request)
    {
        json.WriteStartObject("request");
        json.WriteString("url", request.RevealPath()?.Split('?')[0]);
        json.WriteString("method", request.Method);
        json.WriteString("query_string", "");
        json.WriteEndObject();
    }
}
