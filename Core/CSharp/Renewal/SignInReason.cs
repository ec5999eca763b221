namespace PodioOAuth.Functional;

/// <summary>Specifies why only a person can get the next token.</summary>
public enum SignInReason
{
    /// <summary>No one has signed in yet: there is no login.</summary>
    NoLogin = 0,

    /// <summary>The access token has expired, and there is no refresh token.</summary>
    NoRefreshToken,

    /// <summary>Podio rejected the refresh token: it has expired, was revoked, or was used by another client.</summary>
    RefreshTokenRejected,

    /// <summary>Podio rejected the refresh token after a refresh whose reply was lost and which most likely used it up (PODIO
    /// 7.2).</summary>
    ReplyLost,

    /// <summary>An authorization code was sent and its reply was lost. A code is never sent again (RFC 6749 §4.1.2).</summary>
    CodeSpent,

    /// <summary>Podio rejected the authorization code.</summary>
    CodeRejected,
}
