using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace PodioOAuth.Functional;

/// <summary>Interprets the request headers of a browser.</summary>
internal static class BrowserRequest
{
    private static readonly string[] PurposeHeaders = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];

    /// <summary>Whether the request is a prefetch.</summary>
    internal static bool IsAhead(HttpRequest request) => PurposeHeaders.Any(name => request.Headers[name].Any(
        value => value?.Contains("prefetch", StringComparison.OrdinalIgnoreCase) == true
            || value?.Contains("prerender", StringComparison.OrdinalIgnoreCase) == true));

    /// <summary>Whether a person sees the target of a redirect: not for a request from a script, nor for an endpoint for
    /// programs.</summary>
    internal static bool MayFollow(HttpContext context)
    {
        var (headers, metadata) = (context.Request.Headers, context.GetEndpoint()?.Metadata);
        return !IsAhead(context.Request)
            && (metadata?.GetMetadata<IDisableCookieRedirectMetadata>() is null
                || metadata.GetMetadata<IAllowCookieRedirectMetadata>() is not null) // Overrides the other metadata, whatever their order.
            && headers["Sec-Fetch-Mode"] is [] or ["navigate"]
            && headers.XRequestedWith != "XMLHttpRequest";
    }
}
