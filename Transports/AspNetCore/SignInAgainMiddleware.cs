using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional;

/// <summary>Makes a user whose login has ended sign in again, instead of failing the request.</summary>
internal sealed class SignInAgainMiddleware(RequestDelegate next, IAuthenticationSchemeProvider schemes)
{
    public async Task InvokeAsync(HttpContext context, PodioUser user)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (TokenUnavailableException exception) when (UserLogins.IsOver(exception.Error) && !context.Response.HasStarted)
        {
            // The login that has ended may be the application's own: then redirecting the user doesn't help.
            if (user.IsSignedIn && await HasLoginAsync(user, context.RequestAborted).ConfigureAwait(false))
            {
                throw;
            }

            context.Response.Clear();
            await user.LeaveAsync().ConfigureAwait(false);
            await context.ChallengeAsync(await SchemeForAsync(user).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    // Null for the default scheme. If the default scheme is a Podio scheme for another API key, signing in with it wouldn't restore the
    // user's login.
    private async Task<string?> SchemeForAsync(PodioUser user) =>
        user.Scheme is { } own && await schemes.GetSchemeAsync(own).ConfigureAwait(false) is not null
            && (await schemes.GetDefaultChallengeSchemeAsync().ConfigureAwait(false))?.HandlerType == typeof(PodioAuthenticationHandler)
                ? own
                : null;

    private static async Task<bool> HasLoginAsync(PodioUser user, CancellationToken cancellationToken)
    {
        var token = await user.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        return token.Match(Right: _ => true, Left: error => !UserLogins.IsOver(error));
    }
}
