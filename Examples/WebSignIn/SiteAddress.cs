using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace WebSignIn;

/// <summary>The site's address: <c>Site:Address</c>, or otherwise the first address that it listens on. Never the Host header of a request,
/// which anyone can set.</summary>
internal sealed class SiteAddress(IServer server, IConfiguration configuration)
{
    private Uri? _base;

    /// <exception cref="SettingsException">The setting isn't an address, or it is missing and the site listens on every address of the
    /// machine: then it is unknown to which of them Podio may send users back.</exception>
    internal Uri Base => _base ??=
        Configured(configuration) ?? Named(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses);

    /// <summary>The base path of the site; empty for the root.</summary>
    internal PathString PathBase => PathString.FromUriComponent(Base.AbsolutePath.TrimEnd('/'));

    internal bool IsHttps => Base.Scheme == Uri.UriSchemeHttps;

    /// <summary>The prefix of a cookie's name that stops other hosts of the domain from setting it; it requires https.</summary>
    internal string CookiePrefix => IsHttps ? "__Host-" : "";

    /// <summary>Returns a path of this site as a link on its pages.</summary>
    internal string Link(string path) => PathBase.ToUriComponent() + path;

    /// <summary>Returns a path of this site as an absolute address.</summary>
    internal string Of(string path) => new Uri(Base, Link(path)).AbsoluteUri;

    /// <summary>Restores a request to what the browser sent. A proxy that terminates https forwards it over http; one that serves several
    /// applications under paths may have removed the path.</summary>
    internal void Restore(HttpRequest request)
    {
        request.Scheme = Base.Scheme;
        request.Path = request.Path.StartsWithSegments(PathBase, out var rest) ? rest : request.Path;
        request.PathBase = PathBase;
    }

    /// <summary>Returns the setting; null if there is none.</summary>
    /// <exception cref="SettingsException">The setting is invalid.</exception>
    internal static Uri? Configured(IConfiguration configuration) => configuration["Site:Address"] switch
    {
        null or "" => null,
        var text when Read(text) is { UserInfo: "", Query: "", Fragment: "" } address => address,
        var text => throw new SettingsException(
            $"Site__Address is '{text}', but must be the address that people see: http or https, a host, and optionally a path."),
    };

    private static Uri Named(ICollection<string> listens) =>
        listens.Select(Read).OfType<Uri>().FirstOrDefault() ?? throw new SettingsException(
            $"The site listens on {string.Join(" and ", listens)}, which isn't an address that a browser can be sent to: "
            + "set Site__Address to the one that people see.");

    // An address at which the site can be reached: not http://* or http://0.0.0.0, and not a Unix socket.
    private static Uri? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", Host: not "unix" }
        && !(IPAddress.TryParse(address.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
            ? address
            : null;
}
