namespace WebSignIn;

/// <summary>The headers of every response.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, Authorization authorization, SiteAddress site)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy =
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                + $"form-action 'self' {authorization.FormTargets}; base-uri 'none'; frame-ancestors 'none'";
            headers.CacheControl = "no-store";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY"; // For browsers that don't know frame-ancestors.
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            if (site.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            headers.Remove("blazor-enhanced-nav"); // There is no Blazor in these pages.
            headers.Remove("Pragma");
            return Task.CompletedTask;
        });
        return next(context);
    }
}
