using Microsoft.AspNetCore.Http.HttpResults;

namespace WebSignIn.Pages;

/// <summary>The pages for requests that match no route, or that failed.</summary>
/// <remarks>Created in place, and not by running the request again at the address of a page: it would keep its method, and no page answers
/// a POST.</remarks>
internal static class FailurePages
{
    internal static void Use(IApplicationBuilder site)
    {
        site.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => ShowAsync(context, Problem.Trouble) });
        site.UseStatusCodePages(reply => IsNoPage(reply.HttpContext.Response.StatusCode)
            ? ShowAsync(reply.HttpContext, Problem.NotFound)
            : Task.CompletedTask); // The others are for scripts.
    }

    private static bool IsNoPage(int status) => status is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed;

    internal static Task ShowAsync(HttpContext context, Problem problem) =>
        new RazorComponentResult<ProblemPage>(new { Problem = problem }) { StatusCode = context.Response.StatusCode }.ExecuteAsync(context);
}
