using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>The headers of the pages for people. No opener policy: a client may show the page in a window of its own and wait for
/// that.</summary>
internal static class PageHeaders
{
    /// <summary>Of a page with a form: it may go to this server, and from here to the client.</summary>
    /// <remarks>Chromium holds every redirect after a form to <c>form-action</c>. The client's own redirect after its callback is one of
    /// them, often to another port of its machine: so its host is named with any port, which is the domain that Podio looks at (PODIO
    /// 1.13).</remarks>
    internal static void WriteWithForm(HttpResponse response, Uri redirectUri) => Write(response, $"'self' {SourceOf(redirectUri)}");

    internal static void Write(HttpResponse response) => Write(response, "'none'");

    private static void Write(HttpResponse response, string formAction)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src {AuthorizeStyle.Hash}; form-action {formAction}; base-uri 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    // A CSP source has no form for an IPv6 address (CSP level 3, §2.3.1): the scheme alone then.
    private static string SourceOf(Uri uri) =>
        uri.HostNameType == UriHostNameType.IPv6 || uri.IdnHost.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.'))
            ? $"{uri.Scheme}:"
            : $"{uri.Scheme}://{uri.IdnHost}:*";
}
