using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>A source over a login that a person began. It can end in <see cref="SignInAgainError"/> or <see cref="UndecidedError"/>: then a
/// person has to begin again.</summary>
public sealed class SignedInTokenSource : TokenSource
{
    internal SignedInTokenSource(SourceSettings settings)
        : base(settings)
    {
    }

    /// <summary>Begins the login with an authorization code, replacing what was there. The code is sent once, whatever comes.</summary>
    /// <param name="code">The code that Podio handed to the redirect URI.</param>
    /// <param name="redirectUri">The redirect URI of the authorize step.</param>
    /// <param name="cancellationToken">Ends this caller's wait; the exchange and its save go on.</param>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task<Either<TokenSourceError, Token>> SignInAsync(
        Secret code, string? redirectUri = null, CancellationToken cancellationToken = default) =>
        Engine.BeginAsync((flight, known) => flight.SignInAsync(known, new AuthorizationCodeGrant(code, redirectUri)), cancellationToken);

    /// <summary>Begins a login that ends by itself, under a name that is used for this one sign-in: one that fails leaves nothing in the
    /// store, unless nobody knows what became of the code.</summary>
    internal Task<Either<TokenSourceError, Token>> SignInUntilAsync(DateTimeOffset endsAt, Secret code, string redirectUri) =>
        Engine.BeginAsync(
            (flight, known) => flight.SignInAsync(known, new AuthorizationCodeGrant(code, redirectUri), endsAt), CancellationToken.None);

    /// <summary>Begins with a login that was saved earlier, or by another client, replacing what was there. Where its access token has
    /// expired it is renewed at once.</summary>
    /// <param name="login">The login. One that could not have come from Podio (<see cref="SavedLogin.Validate"/>) is an
    /// <see cref="ExchangeError"/> with the fields that are wrong, and nothing is stored.</param>
    /// <param name="cancellationToken">Ends this caller's wait; the save goes on.</param>
    /// <returns>A token that is good now. Where it is none because the renewal failed, the login is restored all the same.</returns>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task<Either<TokenSourceError, Token>> RestoreAsync(SavedLogin login, CancellationToken cancellationToken = default) =>
        SavedLogin.Validate(login).Match(
            Right: valid => RestoreThenGetAsync(valid, cancellationToken),
            Left: error => Task.FromResult<Either<TokenSourceError, Token>>(TokenSourceError.Exchange(error)));

    private async Task<Either<TokenSourceError, Token>> RestoreThenGetAsync(SavedLogin login, CancellationToken cancellationToken)
    {
        var restored = await Engine.BeginAsync(
            (flight, known) => flight.RestoreAsync(known, login), cancellationToken).ConfigureAwait(false);
        return restored.IsRight ? await Engine.GetTokenAsync(cancellationToken).ConfigureAwait(false) : restored;
    }

    /// <summary>Forgets the login, here and in the store. Nothing is revoked at Podio.</summary>
    /// <param name="cancellationToken">Ends this caller's wait; the removal goes on.</param>
    /// <returns>Always a <see cref="SignInAgainError"/> without a login, or why the store could not be changed.</returns>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public async Task<TokenSourceError> SignOutAsync(CancellationToken cancellationToken = default)
    {
        var answer = await Engine.BeginAsync((flight, known) => flight.SignOutAsync(known), cancellationToken).ConfigureAwait(false);
        return answer.Match(Right: _ => TokenSourceError.SignInAgain(SignInReason.NoLogin), Left: error => error);
    }
}
