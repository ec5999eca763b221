using LanguageExt;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional;

/// <summary>The user of the current request, as far as the user has signed in with Podio: a scoped service of
/// <see cref="PodioAuthenticationExtensions.AddPodio(AuthenticationBuilder, Action{PodioAuthenticationOptions})"/>.</summary>
/// <remarks>It follows <see cref="HttpContext.User"/>. Outside of a request nobody is signed in: there, use
/// <see cref="PodioAuthenticationExtensions.FindSignedIn"/>.</remarks>
public sealed class PodioUser
{
    private readonly IHttpContextAccessor _accessor;
    private readonly UserLogins _logins;

    internal PodioUser(IHttpContextAccessor accessor, UserLogins logins) => (_accessor, _logins) = (accessor, logins);

    /// <summary>Whether the user has signed in with Podio. Whether the login still stands, the source knows.</summary>
    public bool IsSignedIn => Login is not null;

    /// <summary>The user's id at Podio; null where nobody is signed in, or Podio did not name the user.</summary>
    public long? Id => Login?.UserId;

    /// <summary>The source of the user's tokens; null where nobody is signed in.</summary>
    /// <exception cref="ObjectDisposedException">The application has ended.</exception>
    public SignedInTokenSource? Source => Login is { } login ? _logins.SourceOf(login) : null;

    /// <summary>The scheme by which the user has signed in; null where nobody is.</summary>
    internal string? Scheme => Login?.Scheme;

    private UserLogin? Login => UserLogin.Of(_accessor.HttpContext?.User);

    /// <summary>A token that is good now: <see cref="TokenSource.GetTokenAsync"/>. Where nobody is signed in, a
    /// <see cref="SignInAgainError"/>.</summary>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    public Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken = default) =>
        Source?.GetTokenAsync(cancellationToken)
            ?? Task.FromResult<Either<TokenSourceError, Token>>(UserLogins.NobodyIsSignedIn);

    /// <summary>Signs the user out: ends the grant at Podio, forgets the login in the store, and takes the cookie of the sign-in scheme
    /// away. Each is done whatever came of the one before.</summary>
    /// <param name="cancellationToken">Cancels the call of Podio; then login and cookie stay, so that signing out can be tried
    /// again.</param>
    /// <returns>What became of the login. Failures are values: only the cancellation is thrown.</returns>
    public async Task<SignOutResult> SignOutEverywhereAsync(CancellationToken cancellationToken = default)
    {
        if (Login is not { } login)
        {
            return new SignOutResult(hadGrant: false, atPodio: null, here: null);
        }

        var ended = await _logins.EndEverywhereAsync(login, cancellationToken).ConfigureAwait(false);
        await LeaveAsync().ConfigureAwait(false);
        return ended;
    }

    /// <summary>Takes the cookie away, if there is one.</summary>
    internal async Task LeaveAsync()
    {
        if ((_accessor.HttpContext, Login) is ({ } context, { } login))
        {
            await context.SignOutAsync(_logins.SignInSchemeOf(login)).ConfigureAwait(false);
        }
    }
}
