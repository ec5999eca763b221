namespace PodioOAuth.Functional;

// SignOutResult = at Podio (ended | nothing to end | why not) × here (forgotten | why not)

/// <summary>The result of each part of a sign-out. Contains no secret.</summary>
public sealed record SignOutResult
{
    internal SignOutResult(bool hadGrant, TokenSourceError? atPodio, TokenSourceError? here) =>
        (HadGrant, AtPodio, Here) = (hadGrant, atPodio, here);

    /// <summary>Gets whether there was a grant to revoke at Podio; false if no one was signed in or Podio had already ended it.</summary>
    public bool HadGrant { get; }

    /// <summary>Gets the reason why the grant wasn't revoked at Podio, where it may still be valid; null if none is left.</summary>
    public TokenSourceError? AtPodio { get; }

    /// <summary>Gets the reason why the login wasn't removed here; null if it was.</summary>
    public TokenSourceError? Here { get; }

    /// <summary>Gets whether nothing is left of the login, at Podio and here.</summary>
    public bool IsDone => AtPodio is null && Here is null;
}
