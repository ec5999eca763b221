namespace PodioOAuth.Functional;

/// <summary>What brought a new token.</summary>
public enum RenewalCause
{
    /// <summary>The refresh token.</summary>
    Refresh = 0,

    /// <summary>The original password or app grant.</summary>
    Start,

    /// <summary>An authorization code: a person has signed in.</summary>
    SignIn,

    /// <summary>A login that was saved earlier, or elsewhere.</summary>
    Restored,
}
