using Microsoft.AspNetCore.Authentication;
using PodioOAuth.Functional;
using WebSignIn.Account;
using WebSignIn.Pages;

namespace WebSignIn.SignIn;

/// <summary>The routes to Podio's page, and back from it without a login. The authentication scheme does the rest.</summary>
internal static class SignInRoutes
{
    internal const string Begins = "/sign-in";
    internal const string Callback = "/callback";

    internal static void Map(IEndpointRouteBuilder site) => site.MapPost(Begins, Begin).AddEndpointFilter<OwnForm>();

    /// <summary>Redirects the browser whatever the result is: the code stays neither in the address bar nor in the history.</summary>
    internal static Task ShowProblemAsync(RemoteFailureContext failed)
    {
        var problem = failed.Failure is PodioSignInException why ? Problem.Of(why.Problem) : Problem.Trouble;
        failed.HandleResponse();
        return new SeeOther(problem.Path).ExecuteAsync(failed.HttpContext);
    }

    private static IResult Begin(SiteAddress site) => Results.Challenge(
        new AuthenticationProperties { RedirectUri = site.Link(AccountRoutes.Path) }, [PodioAuthenticationDefaults.AuthenticationScheme]);
}
