using LanguageExt;
using Microsoft.AspNetCore.Http.HttpResults;
using PodioOAuth.Functional;
using WebSignIn.Pages;

namespace WebSignIn.Account;

/// <summary>What a person who is signed in sees and does.</summary>
internal static class AccountRoutes
{
    internal const string Path = "/account";

    internal static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet(Path, (Person person, TimeProvider time, CancellationToken ended) => ShowAsync(person, time, called: null, ended));
        site.MapGet($"{Path}/scope", CallAsync);
        site.MapGet($"{Path}/times", TimesAsync);
        site.MapPost("/sign-out", LeaveAsync).AddEndpointFilter<OwnForm>();
    }

    private static async Task<IResult> CallAsync(Person person, HttpClient podio, TimeProvider time, CancellationToken ended) =>
        person.Source is null
            ? new SeeOther("/")
            : await ShowAsync(person, time, await podio.GetPodioScopeAsync(ended), ended);

    private static async Task<IResult> ShowAsync(
        Person person, TimeProvider time, Either<TokenSourceError, string>? called, CancellationToken ended)
    {
        if (person.Source is not { } source)
        {
            return new SeeOther("/");
        }

        var token = await source.GetTokenAsync(ended);
        return await token.Match(
            Right: it => Show(AccountView.Of(it, TokenTimes.Of(source, time), called)),
            Left: error => error is SignInAgainError or UndecidedError
                ? EndAsync(person)
                : Show(AccountView.Of(error, TokenTimes.Of(source, time))));
    }

    // For the page's script, which asks when the time to renew has come.
    private static async Task<IResult> TimesAsync(Person person, TimeProvider time, CancellationToken ended)
    {
        if (person.Source is not { } source)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        _ = await source.GetTokenAsync(ended); // If it was not renewed, the times are still those of the token that there is.
        return Results.Json(TokenTimes.Of(source, time));
    }

    private static async Task<SeeOther> LeaveAsync(Person person, HttpClient podio) =>
        new(SignedOut.PathOf(await SignOut.RunAsync(person, podio)));

    private static Task<IResult> Show(AccountView view) =>
        Task.FromResult<IResult>(new RazorComponentResult<AccountPage>(new { View = view }));

    private static async Task<IResult> EndAsync(Person person)
    {
        await person.LeaveAsync();
        return new SeeOther(Problem.Ended.Path);
    }
}
