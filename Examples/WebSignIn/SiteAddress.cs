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

    /// <summary>The prefix of a cookie's name that keeps other hosts of the domain from setting it; browsers want https for it.</summary>
    internal string CookiePrefix => Base.Scheme == Uri.UriSchemeHttps ? "__Host-" : "";

    internal string Of(string path) => new Uri(Base, path).AbsoluteUri;
}
