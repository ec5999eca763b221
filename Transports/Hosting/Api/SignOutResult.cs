namespace PodioOAuth.Functional;

// SignOutResult = at Podio (ended | nothing to end | why not) × here (forgotten | why not)

/// <summary>What became of each half of a sign-out. No secret is in it.</summary>
public sealed record SignOutResult
{
    internal SignOutResult(bool hadGrant, TokenSourceError? atPodio, TokenSourceError? here) =>
        (HadGrant, AtPodio, Here) = (hadGrant, atPodio, here);

    /// <summary>Whether there was a grant to end at Podio; false where nobody was signed in, or Podio had ended it before.</summary>
    public bool HadGrant { get; }

    /// <summary>Why the grant was not ended at Podio, where it may live on; null where none is left.</summary>
    public TokenSourceError? AtPodio { get; }

    /// <summary>Why the login was not forgotten here; null where it was.</summary>
    public TokenSourceError? Here { get; }

    /// <summary>Whether nothing is left of the login, at Podio and here.</summary>
    public bool IsDone => AtPodio is null && Here is null;
}
