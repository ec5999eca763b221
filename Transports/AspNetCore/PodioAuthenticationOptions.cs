using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional;

/// <summary>How people sign in with Podio. The client and the API's address are those of <see cref="PodioOAuthOptions"/>.</summary>
/// <remarks>
/// <para>The token goes to the store of <see cref="PodioTokenSources"/>, never into a cookie. The ticket that the sign-in scheme keeps
/// names the user (<see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>, where Podio says who it is) and the login.</para>
/// <para>The address of the callback holds the code, and the request log of ASP.NET Core writes addresses: requests for the callback are
/// left out of it, whatever the log levels are (<see cref="LogCallbackAddress"/>). A logger factory that is not the one of
/// <c>Microsoft.Extensions.Logging</c> does not ask its filters: there, leave the query out by the factory's own means.</para>
/// <para>An <see cref="RemoteAuthenticationEvents.OnTicketReceived"/> that handles the response or skips the handler signs nobody in, and
/// decides itself what becomes of the new login: <see cref="PodioAuthenticationExtensions.FindSignedIn"/> gives its source by the ticket's
/// principal, and <see cref="SignedInTokenSource.SignOutAsync"/> ends it. One that throws ends it as well.</para>
/// <para>Of the inherited options, <c>Backchannel</c>, <c>BackchannelHttpHandler</c> and <c>BackchannelTimeout</c> have no effect: requests
/// go through the clients of <see cref="PodioHostingExtensions"/>.</para>
/// </remarks>
public sealed class PodioAuthenticationOptions : RemoteAuthenticationOptions
{
    /// <summary>How the names of correlation cookies begin, unless the application names another beginning.</summary>
    internal const string CorrelationCookieName = "podio-sign-in-";

    /// <summary>Sets the defaults: the callback at <see cref="PodioAuthenticationDefaults.CallbackPath"/>, and ten minutes to sign
    /// in.</summary>
    public PodioAuthenticationOptions()
    {
        CallbackPath = PodioAuthenticationDefaults.CallbackPath;
        Events = new RemoteAuthenticationEvents();
        RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10);
        CorrelationCookie = new CookieBuilder
        {
            Name = CorrelationCookieName,
            HttpOnly = true,
            IsEssential = true,
            Path = "/", // What a name with __Host- requires.
            SameSite = SameSiteMode.Lax, // Podio's page brings the person back by a link of another site.
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
        };
    }

    /// <summary>The name of the API key's registration
    /// (<see cref="PodioHostingExtensions.AddPodioOAuth(Microsoft.Extensions.DependencyInjection.IServiceCollection, string)"/>); null for
    /// the one without.</summary>
    public string? Registration { get; set; }

    /// <summary>What the user is asked to agree to; null for <see cref="PodioScope.All"/>.</summary>
    public PodioScope? Scope { get; set; }

    /// <summary>Where people see the application, its path base included; null takes it from each request.</summary>
    /// <remarks>Set it where the application cannot tell: behind a proxy that does not forward the scheme and the host. Without it,
    /// restrict the hosts that requests may name (<c>AllowedHosts</c>): the redirect URI is made of the request's <c>Host</c>
    /// header.</remarks>
    public Uri? SiteAddress { get; set; }

    /// <summary>How long a login lives at most. Null for as long as the cookie of the sign-in scheme
    /// (<see cref="Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions.ExpireTimeSpan"/>).</summary>
    /// <remarks>The cookie ends with it, and is not extended by use: after that time the store holds nothing of the login.</remarks>
    public TimeSpan? LoginLifetime { get; set; }

    /// <summary>Whether the request log of ASP.NET Core may write the address of a request for the callback, with the code in it. False by
    /// default; every other request is logged as the application's log levels say.</summary>
    public bool LogCallbackAddress { get; set; }

    /// <summary>Writes and reads the state.</summary>
    internal ISecureDataFormat<AuthenticationProperties>? StateDataFormat { get; set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An option has a value that cannot work.</exception>
    public override void Validate()
    {
        base.Validate();
        if (SaveTokens)
        {
            throw new ArgumentException("Tokens are kept in the store, never in the cookie: SaveTokens cannot be set.", nameof(SaveTokens));
        }

        if (LoginLifetime <= TimeSpan.Zero)
        {
            throw new ArgumentException("A login's lifetime has to be above zero.", nameof(LoginLifetime));
        }

        if (SiteAddress is { } site && !IsBase(site))
        {
            throw new ArgumentException(
                "The site's address has to be an absolute http or https address without user information, query or fragment.",
                nameof(SiteAddress));
        }
    }

    private static bool IsBase(Uri site) =>
        site is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" };
}
