using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace PodioOAuth.Functional;

/// <summary>What a browser's request headers say.</summary>
internal static class BrowserRequest
{
    private static readonly string[] PurposeHeaders = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];

    /// <summary>Whether it is a prefetch.</summary>
    internal static bool IsAhead(HttpRequest request) => PurposeHeaders.Any(name => request.Headers[name].Any(
        value => value?.Contains("prefetch", StringComparison.OrdinalIgnoreCase) == true
            || value?.Contains("prerender", StringComparison.OrdinalIgnoreCase) == true));

    /// <summary>Whether a person sees where a redirect leads: not where a script asks, nor for an endpoint that answers programs.</summary>
    internal static bool MayFollow(HttpContext context)
    {
        var (headers, metadata) = (context.Request.Headers, context.GetEndpoint()?.Metadata);
        return !IsAhead(context.Request)
            && (metadata?.GetMetadata<IDisableCookieRedirectMetadata>() is null
                || metadata.GetMetadata<IAllowCookieRedirectMetadata>() is not null) // Overrides the other, whatever their order.
            && headers["Sec-Fetch-Mode"] is [] or ["navigate"]
            && headers.XRequestedWith != "XMLHttpRequest";
    }
}
