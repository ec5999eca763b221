using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Turns away what a web page could send: browsers name the page's origin, or say that the request crosses sites.</summary>
/// <remarks>The host was looked at before (<see cref="LoopbackHost"/>).</remarks>
internal static class ControlGuard
{
    internal static ControlReply? Refuse(HttpRequest request) =>
        request.Headers.Origin.Count > 0 || !IsOfNoPage(request.Headers["Sec-Fetch-Site"].ToString())
            ? ControlReply.Refuse(StatusCodes.Status403Forbidden, "The control plane is not for web pages.")
            : null;

    // "none" is a person at the address bar (W3C Fetch Metadata).
    private static bool IsOfNoPage(string fetchSite) => fetchSite is "" or "none";
}
