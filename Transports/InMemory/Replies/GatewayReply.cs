using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>Replies of the web server in front of Podio: pages, without a request ID.</summary>
internal static class GatewayReply
{
    /// <summary>The maximum size of a body in bytes: 1 MiB, the default of the web server that Podio names (PODIO 3.13), and what Core's
    /// Decode reads.</summary>
    internal const int LargestBody = HttpReply.MaxBodyBytes;

    internal static readonly HttpReply BodyTooLarge = Page(413, "Request Entity Too Large");

    internal static readonly HttpReply BadGateway = Page(502, "Bad Gateway");

    internal static HttpReply Unavailable(UnavailableFault fault) => Page(fault.Status, Phrase(fault.Status)) with
    {
        RetryAfter = fault.RetryAfter is { } wait ? [Refusal.WholeSeconds(wait)] : [],
    };

    private static HttpReply Page(int status, string phrase) => new(status, "text/html", Encoding.ASCII.GetBytes(
        $"<html>\r\n<head><title>{status} {phrase}</title></head>\r\n"
        + $"<body>\r\n<center><h1>{status} {phrase}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"));

    private static string Phrase(int status) => status switch
    {
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Temporarily Unavailable",
        504 => "Gateway Time-out",
        _ => "Server Error",
    };
}
