namespace PodioOAuth.Functional;

// SignOutResult = at Podio (ended | nothing to end | why not) × here (forgotten | why not)

/// <summary>The result of each part of a sign-out. Contains no secret.</summary>
public sealed record SignOutResult
{
    internal SignOutResult(bool hadGrant, TokenSourceError? atPodio, TokenSourceError? here) =>
        (HadGrant, AtPodio, Here) = (hadGrant, atPodio, here);

    /// <summary>Whether there was a grant to revoke at Podio; false if nobody was signed in or Podio had already ended it.</summary>
    public bool HadGrant { get; }

    /// <summary>Why the grant was not revoked at Podio, where it may still be valid; null if none is left.</summary>
    public TokenSourceError? AtPodio { get; }

    /// <summary>Why the login was not removed here; null if it was.</summary>
    public TokenSourceError? Here { get; }

    /// <summary>Whether nothing is left of the login, at Podio and here.</summary>
    public bool IsDone => AtPodio is null && Here is null;
}
