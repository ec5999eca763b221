using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Replies of the web server before Podio: pages, without a request id.</summary>
internal static class GatewayReply
{
    /// <summary>The largest body that passes, in bytes: 1 MiB, the default of the web server that Podio names (PODIO 3.13), and what
    /// Core's Decode reads.</summary>
    internal const int LargestBody = 1024 * 1024;

    private const string BodyTooLargePage =
        "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n"
        + "<body>\r\n<center><h1>413 Request Entity Too Large</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

    internal static readonly HttpReply BodyTooLarge = new(413, "text/html", Encoding.ASCII.GetBytes(BodyTooLargePage));
}
