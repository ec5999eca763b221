using Microsoft.AspNetCore.Http.HttpResults;

namespace WebSignIn.Pages;

/// <summary>The static pages.</summary>
internal static class PageRoutes
{
    internal static void Map(IEndpointRouteBuilder site)
    {
        Assets.Map(site);
        site.MapGet("/", () => new RazorComponentResult<HomePage>());
        foreach (var problem in Problem.All)
        {
            site.MapGet(problem.Path, () => new RazorComponentResult<ProblemPage>(new { Problem = problem }));
        }

        foreach (var end in SignedOut.All)
        {
            site.MapGet(SignedOut.Base + end.Name, () => new RazorComponentResult<SignedOutPage>(new { End = end }));
        }
    }
}
