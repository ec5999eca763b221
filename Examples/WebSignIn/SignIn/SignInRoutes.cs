using PodioOAuth.Functional;
using WebSignIn.Account;
using WebSignIn.Pages;

namespace WebSignIn.SignIn;

/// <summary>To Podio's page and back.</summary>
internal static class SignInRoutes
{
    private const string Callback = "/callback";

    internal static void Map(IEndpointRouteBuilder site)
    {
        site.MapPost("/sign-in", Begin).AddEndpointFilter<OwnForm>();
        site.MapGet(Callback, EndAsync);
    }

    private static SeeOther Begin(HttpContext context, PendingSignIns pending, Authorization authorization, SiteAddress site) =>
        new(authorization.AddressFor(
            site.Of(Callback), pending.Begin(context, Flow.ServerSide), AuthorizationResponseType.Code).AbsoluteUri);

    // Whatever comes of it, the browser goes on: the code stays neither in the address bar nor in the history.
    private static async Task<SeeOther> EndAsync(
        HttpContext context, PendingSignIns pending, PodioTokenSources sources, Person person, SiteAddress site)
    {
        var expected = pending.Take(context, Flow.ServerSide, context.Request.Query["state"]);
        var answer = AuthorizationCallback.Parse(expected, context.Request.QueryString.Value, fragment: null);
        return await answer.Match(
            grantedCode: granted => ExchangeAsync(granted.Code, sources, person, site.Of(Callback)),
            grantedToken: _ => Show(Problem.Malformed),
            denied: _ => Show(Problem.Denied),
            rejected: _ => Show(Problem.Refused),
            forged: _ => Show(Problem.Forged),
            malformed: _ => Show(Problem.Malformed));
    }

    private static async Task<SeeOther> ExchangeAsync(Secret code, PodioTokenSources sources, Person person, string redirectUri)
    {
        var login = Person.NewLogin();
        // Not with the request's cancellation: a code is good for one use.
        var begun = await sources.SignedIn(login).SignInAsync(code, redirectUri);
        return await begun.Match(
            Right: async _ =>
            {
                await person.EnterAsync(login);
                return new SeeOther(AccountRoutes.Path);
            },
            Left: error => Show(Problem.Of(error)));
    }

    private static Task<SeeOther> Show(Problem problem) => Task.FromResult(new SeeOther(problem.Path));
}
