using LanguageExt;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional;

/// <summary>The current request's user, if signed in with Podio: a scoped service that
/// <see cref="PodioAuthenticationExtensions.AddPodio(AuthenticationBuilder, Action{PodioAuthenticationOptions})"/> registers.</summary>
/// <remarks>Follows <see cref="HttpContext.User"/>. Outside of a request no user is signed in: use
/// <see cref="PodioAuthenticationExtensions.FindSignedIn"/> there.</remarks>
public sealed class PodioUser
{
    private readonly IHttpContextAccessor _accessor;
    private readonly UserLogins _logins;

    internal PodioUser(IHttpContextAccessor accessor, UserLogins logins) => (_accessor, _logins) = (accessor, logins);

    /// <summary>Gets whether the user has signed in with Podio. Only the source knows whether the login is still valid.</summary>
    public bool IsSignedIn => Login is not null;

    /// <summary>Gets the user's ID at Podio; null if nobody is signed in or Podio didn't name the user.</summary>
    public long? Id => Login?.UserId;

    /// <summary>Gets the source of the user's tokens; null if nobody is signed in.</summary>
    /// <exception cref="ObjectDisposedException">The application has stopped.</exception>
    public SignedInTokenSource? Source => Login is { } login ? _logins.SourceOf(login) : null;

    private UserLogin? Login => _logins.LoginOf(_accessor.HttpContext?.User);

    /// <summary>Returns a token that is valid now (<see cref="TokenSource.GetTokenAsync"/>), or a <see cref="SignInAgainError"/> if nobody
    /// is signed in.</summary>
    /// <param name="cancellationToken">Cancels this caller's wait.</param>
    public Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken = default) =>
        Source?.GetTokenAsync(cancellationToken)
            ?? Task.FromResult<Either<TokenSourceError, Token>>(UserLogins.NobodyIsSignedIn);

    /// <summary>Signs the user out: revokes the grant at Podio, removes the login from the store, and deletes the cookie of the sign-in
    /// scheme. Each step runs whatever the result of the previous one is.</summary>
    /// <param name="cancellationToken">Cancels the call to Podio; login and cookie then stay, so that signing out can be retried.</param>
    /// <returns>The result for the login. Failures are values: only the cancellation is thrown.</returns>
    public async Task<SignOutResult> SignOutEverywhereAsync(CancellationToken cancellationToken = default)
    {
        if (Login is not { } login)
        {
            return new SignOutResult(hadGrant: false, atPodio: null, here: null);
        }

        var ended = await _logins.EndEverywhereAsync(login, cancellationToken).ConfigureAwait(false);
        if (_accessor.HttpContext is { } context)
        {
            await context.SignOutAsync(_logins.SignInSchemeOf(login)).ConfigureAwait(false);
        }

        return ended;
    }
}
