namespace PodioOAuth.Functional;

// Grant = AuthorizationCode (code × redirect URI?)
//       | Password          (username × password)
//       | App               (app id × app token)
//       | RefreshToken      (refresh token)

/// <summary>How a token is asked for: one of the four grants that Podio's token endpoint takes (PODIO 2.2 to 2.5).</summary>
/// <remarks>
/// Closed and immutable, with value equality. The factories check nothing and take null, so that
/// <see cref="TokenRequest.Validate"/> can name every missing or unusable field at once.
/// </remarks>
public abstract record Grant
{
    private protected Grant()
    {
    }

    /// <summary>The code that Podio handed to the redirect URI after the user agreed (RFC 6749 §4.1.3).</summary>
    /// <param name="code">The authorization code. Good for one use.</param>
    /// <param name="redirectUri">The redirect URI of the authorize step, sent byte for byte as given; null sends none.</param>
    public static Grant AuthorizationCode(Secret? code, string? redirectUri = null) => new AuthorizationCodeGrant(code!, redirectUri);

    /// <summary>The end user's own mail address and password (RFC 6749 §4.3.2): for trusted clients, says Podio.</summary>
    /// <param name="username">The mail address of the user.</param>
    /// <param name="password">The user's password.</param>
    public static Grant Password(string? username, Secret? password) => new PasswordGrant(username!, password!);

    /// <summary>Signs in as a Podio app: an extension grant of Podio's own (RFC 6749 §4.5; PODIO 2.5).</summary>
    /// <param name="appId">The id of the app, from 1 up.</param>
    /// <param name="appToken">The token shown on the app's "Developer" page.</param>
    public static Grant App(long appId, Secret? appToken) => new AppGrant(appId, appToken!);

    /// <summary>The refresh token of an earlier reply (RFC 6749 §6).</summary>
    /// <param name="refreshToken">The refresh token. Treat it as spent once it was sent: Podio may rotate it (PODIO 7.1).</param>
    public static Grant RefreshToken(Secret? refreshToken) => new RefreshTokenGrant(refreshToken!);

    /// <summary>Runs the function of the case that this grant is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(
        Func<AuthorizationCodeGrant, T> authorizationCode,
        Func<PasswordGrant, T> password,
        Func<AppGrant, T> app,
        Func<RefreshTokenGrant, T> refreshToken) => Dispatch(authorizationCode, password, app, refreshToken);

    // Abstract and not to be implemented outside: this, not the constructor, is what closes the union.
    private protected abstract T Dispatch<T>(
        Func<AuthorizationCodeGrant, T> authorizationCode,
        Func<PasswordGrant, T> password,
        Func<AppGrant, T> app,
        Func<RefreshTokenGrant, T> refreshToken);
}
