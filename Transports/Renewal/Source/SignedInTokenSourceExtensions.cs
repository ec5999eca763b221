namespace PodioOAuth.Functional;

/// <summary>The beginnings of a login as functions: for code that should not name an Either, such as an F# script, and for code that should not
/// know of sources.</summary>
public static class SignedInTokenSourceExtensions
{
    /// <summary><see cref="SignedInTokenSource.SignInAsync"/> of one code, as a function that signs in when it is called. A second call sends the
    /// code a second time.</summary>
    /// <param name="source">The source.</param>
    /// <param name="code">The code that Podio handed to the redirect URI.</param>
    /// <param name="redirectUri">The redirect URI of the authorize step.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static TokenProvider ToSignIn(this SignedInTokenSource source, Secret code, string? redirectUri = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return cancellationToken => source.SignInAsync(code, redirectUri, cancellationToken);
    }

    /// <summary><see cref="SignedInTokenSource.RestoreAsync"/> of one login, as a function that restores it when it is called.</summary>
    /// <param name="source">The source.</param>
    /// <param name="login">The login.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="login"/> is null.</exception>
    public static TokenProvider ToRestore(this SignedInTokenSource source, SavedLogin login)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(login);
        return cancellationToken => source.RestoreAsync(login, cancellationToken);
    }
}
