using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace WebSignIn;

/// <summary>Where the site is: what <c>Site:Address</c> says, or else the first address that it listens on. Never what a request's Host
/// header says, which anybody can write.</summary>
internal sealed class SiteAddress(IServer server, IConfiguration configuration)
{
    internal Uri Base => new(configuration["Site:Address"] is { Length: > 0 } address
        ? address
        : server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>The path under which the site is; empty for the root.</summary>
    internal PathString PathBase => PathString.FromUriComponent(Base.AbsolutePath.TrimEnd('/'));

    internal bool IsHttps => Base.Scheme == Uri.UriSchemeHttps;

    /// <summary>The prefix of a cookie's name that keeps other hosts of the domain from setting it; browsers want https for it.</summary>
    internal string CookiePrefix => IsHttps ? "__Host-" : "";

    /// <summary>A path of this site, as a link on its pages.</summary>
    internal string Link(string path) => PathBase.ToUriComponent() + path;

    /// <summary>A path of this site, as a whole address.</summary>
    internal string Of(string path) => new Uri(Base, Link(path)).AbsoluteUri;

    /// <summary>Has a request be what the browser sent. A proxy that ends https sends it on by http; one that serves several applications
    /// under paths may have taken the path off, or not.</summary>
    internal void Restore(HttpRequest request)
    {
        request.Scheme = Base.Scheme;
        request.Path = request.Path.StartsWithSegments(PathBase, out var rest) ? rest : request.Path;
        request.PathBase = PathBase;
    }
}
