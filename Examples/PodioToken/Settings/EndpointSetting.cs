using LanguageExt;
using PodioOAuth.Functional;

namespace PodioToken.Settings;

/// <summary>Where Podio is, as <c>PODIO_URL</c> says.</summary>
internal static class EndpointSetting
{
    /// <summary>The public API where the variable is not set. One that is set to nothing is an error like any other bad address:
    /// credentials that were meant for another server must not go to Podio because a script came out empty.</summary>
    public static Either<OAuthError, PodioEndpoint> Read(string? url) => url is null ? PodioEndpoint.Default : PodioEndpoint.Create(url);
}
