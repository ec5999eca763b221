using LanguageExt;
using PodioOAuth.Functional;

namespace PodioToken.Settings;

/// <summary>The endpoint in <c>PODIO_URL</c>.</summary>
internal static class EndpointSetting
{
    /// <summary>Returns the public API if the variable isn't set. An empty value is an error like any other invalid address:
    /// credentials that were meant for another server must not go to Podio because a script came out empty.</summary>
    public static Either<OAuthError, PodioEndpoint> Read(string? url) => url is null ? PodioEndpoint.Default : PodioEndpoint.Create(url);
}
