using System.Net;

namespace PodioToken.SigningIn;

/// <summary>The redirect URI, and the loopback port to listen on for it.</summary>
/// <param name="Asked">The requested redirect URI, byte for byte; null for one on localhost.</param>
/// <param name="Port">The port to listen on; 0 for any that is free.</param>
internal sealed record RedirectAddress(string? Asked, int Port)
{
    private const string Path = "/callback";
    private const string PublicName = "localtest.me"; // Resolves to loopback, and Podio accepts it (PODIO 1.13).

    /// <summary>Whether a redirect URI leads to this machine, so that the tool can listen on it.</summary>
    public static bool LeadsHere(string? redirectUri) => redirectUri is null
        || (Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri.Host));

    public static RedirectAddress Of(string? redirectUri, int? port) => new(
        redirectUri,
        port ?? (redirectUri is not null && Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) ? uri.Port : 0));

    /// <summary>Returns the redirect URI for a port; 0 if the tool doesn't listen.</summary>
    public string On(int port) => Asked ?? (port > 0 ? $"http://localhost:{port}{Path}" : $"http://localhost{Path}");

    private static bool IsLoopback(string host) =>
        IsOrBelow(host, "localhost") || IsOrBelow(host, PublicName)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address)
            // 127.0.0.2 is loopback, but the tool doesn't listen on it.
            && (address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback)));

    private static bool IsOrBelow(string host, string name) => host == name || host.EndsWith("." + name, StringComparison.Ordinal);
}
