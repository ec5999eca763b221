namespace PodioOAuth.Functional;

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
