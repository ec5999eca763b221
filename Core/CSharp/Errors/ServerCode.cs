using System.Diagnostics;
using System.Text.Json.Serialization;

namespace PodioOAuth.Functional;

/// <summary>A machine-readable word of the server's: an error code, a detail, a request id.</summary>
/// <remarks>
/// It prints itself where it is plain (1 to 64 letters, digits, blanks and <c>. : _ -</c>), else its length; <see cref="Reveal"/> gives it
/// anyway. Immutable, with value equality.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(RedactedJsonConverter<ServerCode>))]
public sealed class ServerCode : IEquatable<ServerCode>
{
    // RFC 6749 §4.1.2.1, §5.2; PODIO 3.8, 4.4, 4.8, 4.12 to 4.15. They tell nothing about a secret, whatever the secret is.
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

    /// <summary>Wraps a code of a server's.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> is null.</exception>
    public ServerCode(string code) => _code = code ?? throw new ArgumentNullException(nameof(code));

    /// <summary>The code among those of RFC 6749 §5.2, compared exactly.</summary>
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

    /// <summary>The code with its controls escaped.</summary>
    public string Reveal() => Printable.Escape(_code);

    /// <summary>Whether this is that code, compared exactly.</summary>
    public bool Is(string code) => string.Equals(_code, code, StringComparison.Ordinal);

    /// <summary>The code as it came: for the wire alone.</summary>
    internal string Exact() => _code;

    /// <inheritdoc/>
    public bool Equals(ServerCode? other) => other is not null && Is(other._code);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ServerCode);

    /// <inheritdoc/>
    public override int GetHashCode() => _code.GetHashCode(StringComparison.Ordinal);

    /// <summary>The code where it is plain, else its length.</summary>
    public override string ToString() => Printable.PlainOrLength(_code);

    // A short secret may be part of a word that the library or its callers decide by: such a word stays.
    internal ServerCode Without(SecretScrubber secrets) => IsKnown(_code) ? this : new(secrets.Scrub(_code));

    internal static bool IsKnown(string code) => Known.Contains(code);
}
