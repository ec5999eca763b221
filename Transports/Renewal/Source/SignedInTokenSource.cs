using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>A token source for a person's login. It can end in <see cref="SignInAgainError"/> or <see cref="UndecidedError"/>; the person
/// must then sign in again.</summary>
public sealed class SignedInTokenSource : TokenSource
{
    internal SignedInTokenSource(SourceSettings settings)
        : base(settings)
    {
    }

    /// <summary>Starts the login with an authorization code, replacing any existing login. A code that Podio may have
    /// processed isn't sent again if it is one of the login's last eight: a second delivery gets the result of the first.</summary>
    /// <param name="code">The code that Podio sent to the redirect URI.</param>
    /// <param name="redirectUri">The redirect URI of the authorize request.</param>
    /// <param name="cancellationToken">Cancels this caller's wait; the exchange and saving its result continue.</param>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task<Either<TokenSourceError, Token>> SignInAsync(
        Secret code, string? redirectUri = null, CancellationToken cancellationToken = default) =>
        Engine.BeginAsync((flight, known) => flight.SignInAsync(known, new AuthorizationCodeGrant(code, redirectUri)), cancellationToken);

    /// <summary>Starts a login with a limited lifetime, under a name that is used for this sign-in only. A sign-in that fails leaves
    /// nothing in the store, unless it is unknown whether Podio processed the code.</summary>
    internal Task<Either<TokenSourceError, Token>> SignInUntilAsync(DateTimeOffset endsAt, Secret code, string redirectUri) =>
        Engine.BeginAsync(
            (flight, known) => flight.SignInAsync(known, new AuthorizationCodeGrant(code, redirectUri), endsAt), CancellationToken.None);

    /// <summary>Starts with a login that was saved earlier or by another client, replacing any existing login. If its access token has
    /// expired, it is renewed at once.</summary>
    /// <param name="login">The login. If it can't have come from Podio (<see cref="SavedLogin.Validate"/>), the result is an
    /// <see cref="ExchangeError"/> with the invalid fields, and nothing is stored.</param>
    /// <param name="cancellationToken">Cancels this caller's wait; saving the login continues.</param>
    /// <returns>A valid token. If there is none because the renewal failed, the login is restored nevertheless.</returns>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task<Either<TokenSourceError, Token>> RestoreAsync(SavedLogin login, CancellationToken cancellationToken = default) =>
        SavedLogin.Validate(login).Match(
            Right: valid => RestoreThenGetAsync(valid, cancellationToken),
            Left: error => Task.FromResult<Either<TokenSourceError, Token>>(TokenSourceError.Exchange(error)));

    /// <summary>Warns of an aging refresh token, even if no code holds this source anymore.</summary>
    internal AgingWarning Warning => Engine.Warning!;

    private async Task<Either<TokenSourceError, Token>> RestoreThenGetAsync(SavedLogin login, CancellationToken cancellationToken)
    {
        var restored = await Engine.BeginAsync(
            (flight, known) => flight.RestoreAsync(known, login), cancellationToken).ConfigureAwait(false);
        return restored.IsRight ? await Engine.GetTokenAsync(cancellationToken).ConfigureAwait(false) : restored;
    }

    /// <summary>Removes the login from this source and from the store. Nothing is revoked at Podio.</summary>
    /// <param name="cancellationToken">Cancels this caller's wait; the removal continues.</param>
    /// <returns>Always an error: <see cref="SignInAgainError"/> if there is no longer a login, or the reason why the store couldn't be
    /// changed.</returns>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public async Task<TokenSourceError> SignOutAsync(CancellationToken cancellationToken = default)
    {
        var answer = await Engine.BeginAsync((flight, known) => flight.SignOutAsync(known), cancellationToken).ConfigureAwait(false);
        return answer.Match(Right: _ => TokenSourceError.SignInAgain(SignInReason.NoLogin), Left: error => error);
    }
}
