using System.Diagnostics;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>A machine-readable code from the server: an error code, a detail, a request ID.</summary>
/// <remarks>Prints itself if it is plain (1 to 64 letters, digits, spaces and <c>. : _ -</c>), otherwise its length; <see cref="Reveal"/>
/// always returns it. Immutable, with value equality.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(RedactedJsonConverter<ServerCode>))]
public sealed class ServerCode : IEquatable<ServerCode>
{
    // RFC 6749 §4.1.2.1, §5.2; PODIO 3.8, 4.4, 4.8, 4.12 to 4.15. These reveal nothing about a secret, whatever the secret is.
    private static readonly HashSet<string> Known =
    [
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
        "access_denied", "unsupported_response_type", "server_error", "temporarily_unavailable",
        "oauth.client.invalid_id", "oauth.client.invalid_secret", "oauth.grant.expired", "user.invalid.username", "user.invalid.password",
        "invalid_second_factor", "nonce_validation_error", "unauthorized", "forbidden", "requestable_forbidden",
        "expired_token", "invalid_token", "invalid_value", "not_found",
        "rate_limit",
    ];

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _code;

    /// <summary>Wraps a server's code.</summary>
    public ServerCode(string code) => _code = code ?? throw new ArgumentNullException(nameof(code));

    /// <summary>The kind of rejection among those of RFC 6749 §5.2, compared exactly.</summary>
    public RejectionKind Kind => _code switch
    {
        "invalid_request" => RejectionKind.InvalidRequest,
        "invalid_client" => RejectionKind.InvalidClient,
        "invalid_grant" => RejectionKind.InvalidGrant,
        "unauthorized_client" => RejectionKind.UnauthorizedClient,
        "unsupported_grant_type" => RejectionKind.UnsupportedGrantType,
        "invalid_scope" => RejectionKind.InvalidScope,
        _ => RejectionKind.Other,
    };

    /// <summary>Returns the code with control characters escaped.</summary>
    public string Reveal() => Printable.Escape(_code);

    /// <summary>Returns whether this is the given code, compared exactly.</summary>
    public bool Is(string code) => string.Equals(_code, code, StringComparison.Ordinal);

    /// <summary>Returns the unescaped code, only for sending it on the wire.</summary>
    internal string Exact() => _code;

    /// <inheritdoc/>
    public bool Equals(ServerCode? other) => other is not null && Is(other._code);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ServerCode);

    /// <inheritdoc/>
    public override int GetHashCode() => _code.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the code if it is plain; otherwise, its length.</summary>
    public override string ToString() => Printable.PlainOrLength(_code);

    // A short secret may be part of a code that the library or its callers depend on: such a code isn't scrubbed.
    internal ServerCode Without(SecretScrubber secrets) => IsKnown(_code) ? this : new(secrets.Scrub(_code));

    internal static bool IsKnown(string code) => Known.Contains(code);
}
