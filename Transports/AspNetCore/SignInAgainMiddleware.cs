using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional;

/// <summary>Makes a user whose login has ended sign in again, instead of failing the request.</summary>
internal sealed class SignInAgainMiddleware(RequestDelegate next, IAuthenticationSchemeProvider schemes, UserLogins logins)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (TokenUnavailableException exception) when (UserLogins.IsOver(exception.Error) && !context.Response.HasStarted)
        {
            var ended = await FindEndedAsync(context.User, context.RequestAborted).ConfigureAwait(false);

            // The login that has ended may be the application's own: then redirecting the user doesn't help.
            if (ended is null && logins.LoginOf(context.User) is not null)
            {
                throw;
            }

            context.Response.Clear();
            if (ended is not null)
            {
                await context.SignOutAsync(logins.SignInSchemeOf(ended)).ConfigureAwait(false);
            }

            await context.ChallengeAsync(await SchemeForAsync(ended).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    // Null for the default scheme. If the default scheme is a Podio scheme for another API key, signing in with it wouldn't restore the
    // user's login.
    private async Task<string?> SchemeForAsync(UserLogin? ended) =>
        ended is { Scheme: var own } && await schemes.GetSchemeAsync(own).ConfigureAwait(false) is not null
            && (await schemes.GetDefaultChallengeSchemeAsync().ConfigureAwait(false))?.HandlerType == typeof(PodioAuthenticationHandler)
                ? own
                : null;

    // A user with several logins, each with its own cookie, may still need the others.
    private async Task<UserLogin?> FindEndedAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        foreach (var login in logins.LoginsOf(user))
        {
            var token = await logins.SourceOf(login).GetTokenAsync(cancellationToken).ConfigureAwait(false);
            if (token.Match(Right: _ => false, Left: UserLogins.IsOver))
            {
                return login;
            }
        }

        return null;
    }
}
