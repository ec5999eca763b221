using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>The headers of the pages for people. There is no opener policy, because a client may show the page in its own window and wait
/// for it.</summary>
internal static class PageHeaders
{
    /// <summary>Sets the headers of a page with a form, which may be sent to this server and continue from here to the client.</summary>
    /// <remarks>Chromium applies <c>form-action</c> to every redirect after a form. They include the client's own redirect after its
    /// callback, often to another port of its machine, so its host is allowed with any port. That is the domain that Podio checks (PODIO
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

    // A CSP source can't express an IPv6 address (CSP level 3, §2.3.1), so only the scheme is allowed then.
    private static string SourceOf(Uri uri) =>
        uri.HostNameType == UriHostNameType.IPv6 || uri.IdnHost.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.'))
            ? $"{uri.Scheme}:"
            : $"{uri.Scheme}://{uri.IdnHost}:*";
}
