using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional;

/// <summary>The options of sign-in with Podio. The client and the API's address are those of <see cref="PodioOAuthOptions"/>.</summary>
/// <remarks>
/// <para>The token is kept in the store of <see cref="PodioTokenSources"/>, never in a cookie. The ticket that the sign-in scheme keeps
/// identifies the user (<see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>, if Podio names the user) and the login.</para>
/// <para>The address of the callback contains the code, and ASP.NET Core's request log writes addresses. Requests for the callback are
/// therefore left out of it, whatever the log levels are (<see cref="LogCallbackAddress"/>). A logger factory other than that of
/// <c>Microsoft.Extensions.Logging</c> ignores its filters: remove the query with the means of that factory.</para>
/// <para>An <see cref="RemoteAuthenticationEvents.OnTicketReceived"/> that handles the response or skips the handler signs nobody in, and
/// decides what happens to the new login: <see cref="PodioAuthenticationExtensions.FindSignedIn"/> returns its source for the ticket's
/// principal, and <see cref="SignedInTokenSource.SignOutAsync"/> ends it. If the event throws, the login is ended as well, unless it
/// was canceled because the browser aborted the request: it may have delivered the same callback again.</para>
/// <para>The inherited options <c>Backchannel</c>, <c>BackchannelHttpHandler</c> and <c>BackchannelTimeout</c> have no effect: requests are
/// sent with the clients of <see cref="PodioHostingExtensions"/>.</para>
/// </remarks>
public sealed class PodioAuthenticationOptions : RemoteAuthenticationOptions
{
    /// <summary>The default prefix of the names of correlation cookies.</summary>
    internal const string CorrelationCookieName = "podio-sign-in-";

    /// <summary>Creates the default options: the callback at <see cref="PodioAuthenticationDefaults.CallbackPath"/>, and ten minutes to
    /// sign in.</summary>
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
            Path = "/", // Required for names with __Host-.
            SameSite = SameSiteMode.Lax, // Podio's page brings the user back with a cross-site link.
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
        };
    }

    /// <summary>The name of the API key's registration
    /// (<see cref="PodioHostingExtensions.AddPodioOAuth(Microsoft.Extensions.DependencyInjection.IServiceCollection, string)"/>); null for
    /// the default one.</summary>
    public string? Registration { get; set; }

    /// <summary>The requested scope; null for <see cref="PodioScope.All"/>.</summary>
    public PodioScope? Scope { get; set; }

    /// <summary>The public address of the application, including its path base; null takes it from each request.</summary>
    /// <remarks>Set it if the application can't determine its address, as behind a proxy that doesn't forward the scheme and the host.
    /// Without it, restrict the hosts that requests may name (<c>AllowedHosts</c>), because the redirect URI is built from the request's
    /// <c>Host</c> header.</remarks>
    public Uri? SiteAddress { get; set; }

    /// <summary>The maximum lifetime of a login. Null for the lifetime of the cookie that keeps the user signed in
    /// (<see cref="Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions.ExpireTimeSpan"/>): that of the sign-in
    /// scheme.</summary>
    /// <remarks>
    /// <para>The sign-in scheme's cookie expires at the same time, and use doesn't extend it: after that, the store contains nothing of
    /// the login.</para>
    /// <para>If the sign-in scheme is the default sign-in scheme, but not the default authentication scheme, as with ASP.NET Core Identity,
    /// the latter's cookie keeps the user signed in, provided that it is a cookie scheme. The sign-in scheme's cookie may then expire
    /// earlier, and the other one, if use extends it, later than the login.</para>
    /// </remarks>
    public TimeSpan? LoginLifetime { get; set; }

    /// <summary>Whether ASP.NET Core's request log may write the address of a callback request, which contains the code. False by default;
    /// every other request is logged according to the application's log levels.</summary>
    public bool LogCallbackAddress { get; set; }

    /// <summary>The format that writes and reads the state.</summary>
    internal ISecureDataFormat<AuthenticationProperties>? StateDataFormat { get; set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An option has an invalid value.</exception>
    public override void Validate()
    {
        base.Validate();
        if (SaveTokens)
        {
            throw new ArgumentException("Tokens are kept in the store, never in the cookie: SaveTokens must be false.", nameof(SaveTokens));
        }

        if (LoginLifetime <= TimeSpan.Zero)
        {
            throw new ArgumentException("A login's lifetime must be greater than zero.", nameof(LoginLifetime));
        }

        if (SiteAddress is { } site && !IsBase(site))
        {
            throw new ArgumentException(
                "The site's address must be an absolute http or https address without user information, query or fragment.",
                nameof(SiteAddress));
        }
    }

    private static bool IsBase(Uri site) =>
        site is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" };
}
