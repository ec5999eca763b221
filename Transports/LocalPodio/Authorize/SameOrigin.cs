using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Whether a form was sent from a page of this very server (W3C Fetch Metadata; RFC 6454).</summary>
/// <remarks>A page that sends no referrer names its origin <c>null</c>: then Fetch Metadata has to say it, which every browser sends to a
/// loopback address since 2023. Who sends neither is not believed.</remarks>
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
