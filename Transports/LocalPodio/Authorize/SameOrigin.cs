using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Determines whether a form was sent from a page of this server (W3C Fetch Metadata; RFC 6454).</summary>
/// <remarks>A page that sends no referrer names its origin <c>null</c>: then Fetch Metadata has to confirm it, which every browser has sent
/// to loopback addresses since 2023. A request with neither is rejected.</remarks>
internal static class SameOrigin
{
    internal static bool Is(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var isOurs = origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
        return site.Length > 0 ? site == "same-origin" && (isOurs || origin is "null" or "") : isOurs;
    }
}
