using LanguageExt;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using PodioOAuth.Functional;
using WebSignIn.Pages;

namespace WebSignIn.Account;

/// <summary>The routes for a person who is signed in.</summary>
internal static class AccountRoutes
{
    internal const string Path = "/account";

    internal static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet(Path, (HttpContext context, PodioUser user, TimeProvider time) => ShowAsync(context, user, time, called: null));
        site.MapGet($"{Path}/scope", CallAsync);
        site.MapGet($"{Path}/times", TimesAsync);
        site.MapPost("/sign-out", LeaveAsync).AddEndpointFilter<OwnForm>();
    }

    private static async Task<IResult> CallAsync(HttpContext context, PodioUser user, IHttpClientFactory clients, TimeProvider time)
    {
        using var podio = clients.CreateClient(WebSite.ApiClient);
        return await ShowAsync(context, user, time, await podio.GetPodioScopeAsync(context.RequestAborted));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, PodioUser user, TimeProvider time, Either<TokenSourceError, string>? called)
    {
        if (user.Source is not { } source)
        {
            return new SeeOther("/");
        }

        var token = await source.GetTokenAsync(context.RequestAborted);
        return await token.Match(
            Right: it => Show(AccountView.Of(it, TokenTimes.Of(source, time), called)),
            Left: error => error is SignInAgainError or UndecidedError
                ? EndAsync(context)
                : Show(AccountView.Of(error, TokenTimes.Of(source, time))));
    }

    // For the page's script, which calls it when a renewal is due.
    private static async Task<IResult> TimesAsync(PodioUser user, TimeProvider time, CancellationToken ended)
    {
        if (user.Source is not { } source)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        _ = await source.GetTokenAsync(ended); // If the token wasn't renewed, the times are still those of the existing one.
        return Results.Json(TokenTimes.Of(source, time));
    }

    // Not with the request's cancellation: a person who has left the page still wants to be signed out.
    private static async Task<SeeOther> LeaveAsync(PodioUser user) => new(SignedOut.PathOf(await user.SignOutEverywhereAsync()));

    private static Task<IResult> Show(AccountView view) =>
        Task.FromResult<IResult>(new RazorComponentResult<AccountPage>(new { View = view }));

    private static async Task<IResult> EndAsync(HttpContext context)
    {
        await context.SignOutAsync();
        return new SeeOther(Problem.Ended.Path);
    }
}
