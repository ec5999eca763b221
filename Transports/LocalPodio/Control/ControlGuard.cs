using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Rejects requests that a web page could send: browsers include the page's origin, or state that the request is
/// cross-site.</summary>
/// <remarks>The host has already been checked (<see cref="LoopbackHost"/>).</remarks>
internal static class ControlGuard
{
    internal static ControlReply? Refuse(HttpRequest request) =>
        request.Headers.Origin.Count > 0 || !IsOfNoPage(request.Headers["Sec-Fetch-Site"].ToString())
            ? ControlReply.Refuse(StatusCodes.Status403Forbidden, "Web pages can't use the control plane.")
            : null;

    // "none" means a person at the address bar (W3C Fetch Metadata).
    private static bool IsOfNoPage(string fetchSite) => fetchSite is "" or "none";
}
