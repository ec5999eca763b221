using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional;

/// <summary>Has a user whose login has ended sign in again, where a call with the user's token would fail the request.</summary>
internal sealed class SignInAgainMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, PodioUser user)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (TokenUnavailableException exception) when (UserLogins.IsOver(exception.Error) && !context.Response.HasStarted)
        {
            // It may be a login of the application's own that has ended: then it does not help to send the user away.
            if (user.IsSignedIn && await HasLoginAsync(user, context.RequestAborted).ConfigureAwait(false))
            {
                throw;
            }

            context.Response.Clear();
            await user.LeaveAsync().ConfigureAwait(false);
            await context.ChallengeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<bool> HasLoginAsync(PodioUser user, CancellationToken cancellationToken)
    {
        var token = await user.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        return token.Match(Right: _ => true, Left: error => !UserLogins.IsOver(error));
    }
}
