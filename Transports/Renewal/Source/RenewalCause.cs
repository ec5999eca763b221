namespace PodioOAuth.Functional;

/// <summary>Specifies how a new token was obtained.</summary>
public enum RenewalCause
{
    /// <summary>With the refresh token.</summary>
    Refresh = 0,

    /// <summary>With the original password or app grant.</summary>
    Start,

    /// <summary>With an authorization code: a person signed in.</summary>
    SignIn,

    /// <summary>From a login that was saved earlier or elsewhere.</summary>
    Restored,
}
