using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>The hosts that a request to a loopback server may name. A name that a web page chose and that resolves to 127.0.0.1 isn't one
/// of them (DNS rebinding).</summary>
internal static class LoopbackHost
{
    internal const string Refusal = "LocalPodio accepts only the hosts 127.0.0.1, [::1] and localhost.\n";

    internal static bool Is(HostString host) => host.Host is "127.0.0.1" or "[::1]"
        || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
