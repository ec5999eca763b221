namespace PodioOAuth.Functional;

// RenewalState = login? × origin? × what is known against a renewal

/// <summary>What is known of a login when it is to be used: the input of <see cref="Renewal.Decide"/>.</summary>
/// <remarks>Immutable, with value equality. It prints no secret. The state after an event is a function of the one before:
/// <see cref="Received"/>, <see cref="Failed"/>, <see cref="Refused"/>.</remarks>
public sealed partial record RenewalState
{
    /// <summary>What a source begins with.</summary>
    /// <param name="origin">The grant that can start again at any time: a password or an app. A grant of another kind is good once, and is
    /// no origin.</param>
    /// <param name="login">The login that is there already, or null.</param>
    public RenewalState(Grant? origin, SavedLogin? login = null)
    {
        Origin = origin is PasswordGrant or AppGrant ? origin : null;
        Login = login;
    }

    /// <summary>The grant that can start again at any time: a password or an app; else null.</summary>
    public Grant? Origin { get; }

    /// <summary>The login, or null where there is none.</summary>
    public SavedLogin? Login { get; init; }

    /// <summary>When a refresh was sent whose reply is not known: it may have spent the refresh token (PODIO 7.2). Null for none.</summary>
    public DateTimeOffset? PendingSince { get; init; }

    /// <summary>When an authorization code was sent whose reply is not known: the sign-in may have been granted, and its token be lost.
    /// A login from before is still there. Null for none.</summary>
    public DateTimeOffset? PendingCodeSince { get; init; }

    /// <summary>Whether Podio refused the refresh token: nothing more comes of it.</summary>
    public bool IsRefreshTokenSpent { get; init; }

    /// <summary>Whether an API call said that the access token is no good, whatever its lifetime says (PODIO 4.13).</summary>
    public bool IsAccessTokenRefused { get; init; }

    /// <summary>Whether the token was renewed because the one before was refused.</summary>
    public bool IsOnProbation { get; init; }

    /// <summary>The cool-down after a rate limit, or null (PODIO 4.8).</summary>
    public Hold? CoolDown { get; init; }

    /// <summary>The pause after a renewal that failed, or null.</summary>
    public Hold? Pause { get; init; }
}
