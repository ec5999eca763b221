using Microsoft.AspNetCore.Http.HttpResults;
using PodioOAuth.Functional;
using WebSignIn.Pages;

namespace WebSignIn.ClientSide;

/// <summary>The flow without a server's secret: Podio hands the token to the browser, in the fragment, which no server sees (PODIO
/// 1.11).</summary>
/// <remarks>The state is still created and stored here, in a cookie that no script can read: the page's script sends what the callback
/// contains, and learns whether they match. The token stays in the script.</remarks>
internal static class ClientSideRoutes
{
    private const string Path = "/client-side";
    private const string Callback = $"{Path}/callback";

    internal static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet(Path, () => new RazorComponentResult<ClientSidePage>());
        site.MapPost(Path, Begin).AddEndpointFilter<OwnForm>();
        site.MapGet(Callback, () => new RazorComponentResult<ClientSideCallbackPage>());
        site.MapPost($"{Path}/state", CheckAsync);
    }

    private static SeeOther Begin(HttpContext context, PendingSignIns pending, Authorization authorization, SiteAddress site) =>
        new(authorization.AddressForToken(site.Of(Callback), pending.Begin(context)).AbsoluteUri);

    // Needs no antiforgery token, because the state is one. The cookie is SameSite, so another site's form doesn't send it.
    private static async Task<IResult> CheckAsync(HttpContext context, PendingSignIns pending, CancellationToken ended)
    {
        if (!context.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            var answered = (await context.Request.ReadFormAsync(ended))["state"].ToString();
            var expected = pending.Take(context, answered);
            return Results.Json(new StateCheck(answered.Length > 0 && expected == new Secret(answered))); // Compares in constant time.
        }
        catch (InvalidDataException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest); // A form that can't be read.
        }
    }

    private sealed record StateCheck(bool IsOurs);
}
