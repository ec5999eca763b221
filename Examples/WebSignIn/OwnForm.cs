using Microsoft.AspNetCore.Antiforgery;

namespace WebSignIn;

/// <summary>Accepts only forms of this site's own pages, which have an antiforgery token.</summary>
internal sealed class OwnForm(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await IsOwnAsync(context.HttpContext) ? await next(context) : new SeeOther(Pages.Problem.Stale.Path);

    private async Task<bool> IsOwnAsync(HttpContext context)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            return false; // A form that can't be read.
        }
    }
}
