namespace PodioOAuth.Functional;

/// <summary>Signs a person out at Podio as well as here.</summary>
public static class SignOutExtensions
{
    /// <summary>Ends the person's grant at Podio (PODIO 1.14), and then forgets the login here, whatever Podio said: somebody who signs out
    /// wants nothing to be left on this machine.</summary>
    /// <remarks>An access token that has expired is renewed first, for Podio ends the grant of a token that is good. Where nobody is signed
    /// in there is nothing to end at Podio, and that is no error. After an error there the person can end the grant in their account's
    /// settings; the source no longer can.</remarks>
    /// <param name="source">The person's source.</param>
    /// <param name="api">A client with a <see cref="PodioTokenHandler"/>, whose base address is the API's, or none for the public one. The
    /// call gets the token of this source, whichever source the handler has.</param>
    /// <param name="cancellationToken">Cancels the call of Podio; then the login is left here as well, so that signing out can be tried
    /// again. After Podio has answered nothing is canceled.</param>
    /// <returns>What became of each half. Failures are values: only the cancellation is thrown.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="api"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public static Task<SignOutResult> SignOutEverywhereAsync(
        this SignedInTokenSource source, HttpClient api, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(api);
        return EndAsync();

        async Task<SignOutResult> EndAsync()
        {
            var ended = await PodioApi.InvalidateAsync(api, source, cancellationToken).ConfigureAwait(false);
            var problem = ended.MatchUnsafe<TokenSourceError?>(Right: _ => null, Left: error => error);
            var here = await source.SignOutAsync(CancellationToken.None).ConfigureAwait(false);
            return new SignOutResult(
                hadGrant: problem is not SignInAgainError,
                atPodio: problem is SignInAgainError ? null : problem,
                here: here is SignInAgainError ? null : here);
        }
    }
}
