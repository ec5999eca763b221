using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>The hosts that a request to a loopback server is for. A name of a web page's choosing, resolved to 127.0.0.1, is none of them
/// (DNS rebinding).</summary>
internal static class LoopbackHost
{
    internal const string Refusal = "LocalPodio answers to 127.0.0.1, [::1] and localhost only.\n";

    internal static bool Is(HostString host) => host.Host is "127.0.0.1" or "[::1]"
        || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
