namespace PodioOAuth.Functional;

/// <summary>Why only a person can get the next token.</summary>
public enum SignInReason
{
    /// <summary>Nobody has signed in yet: there is no login.</summary>
    NoLogin = 0,

    /// <summary>The access token has ended, and there is no refresh token.</summary>
    NoRefreshToken,

    /// <summary>Podio refused the refresh token: expired, revoked, or used by another client.</summary>
    RefreshTokenRejected,

    /// <summary>Podio refused the refresh token after a refresh whose reply was lost, which has spent it most likely (PODIO 7.2).</summary>
    ReplyLost,

    /// <summary>An authorization code was sent and its reply was lost. A code is never sent again (RFC 6749 §4.1.2).</summary>
    CodeSpent,

    /// <summary>Podio refused the authorization code.</summary>
    CodeRejected,
}
