using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PodioOAuth.Functional;

/// <content>The redirect to Podio's page, and what is kept for the callback: a state that only this site can write, and a cookie that binds
/// it to the browser.</content>
internal sealed partial class PodioAuthenticationHandler
{
    private const int MostPending = 5; // Per browser. More cookies would be sent with every request.
    private const string Correlation = ".xsrf";
    private const string Until = ".podio.until";

    /// <summary>Redirects the browser to Podio's page. A request whose reply no browser shows to a person gets a 401: it couldn't follow
    /// the redirect, or would start a sign-in that nobody requested.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        ForbidStoring();
        if (!BrowserRequest.MayFollow(Context))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        properties.RedirectUri = string.IsNullOrEmpty(properties.RedirectUri) ? ThisPage() : properties.RedirectUri;
        properties.Items[Until] =
            (TimeProvider.GetUtcNow() + Options.RemoteAuthenticationTimeout).UtcTicks.ToString(CultureInfo.InvariantCulture);
        GenerateCorrelationId(properties);
        var request = new AuthorizationRequest(
            Sources.ClientId, RedirectUri, Options.StateDataFormat!.Protect(properties), scope: Options.Scope);
        Response.StatusCode = StatusCodes.Status303SeeOther; // The browser sends a GET, even after a POST.
        Response.Headers.Location = request.ToUri(Sources.Endpoint).Match(
            Right: page => page.AbsoluteUri,
            Left: error => throw new InvalidOperationException(error.Describe()));
        return Task.CompletedTask;
    }

    /// <summary>Binds the sign-in to the browser with its own cookie, so that two tabs don't interfere.</summary>
    protected override void GenerateCorrelationId(AuthenticationProperties properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var (id, cookie) = (RandomNumberGenerator.GetHexString(64, lowercase: true), CorrelationCookie());
        properties.Items[Correlation] = id;
        MakeRoom(cookie);
        Response.Cookies.Append(NameOf(id, cookie), id, cookie);
    }

    /// <summary>Returns whether the browser has the cookie of the sign-in, and deletes it.</summary>
    protected override bool ValidateCorrelationId(AuthenticationProperties properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        if (!properties.Items.Remove(Correlation, out var id) || string.IsNullOrEmpty(id))
        {
            return false;
        }

        var cookie = CorrelationCookie();
        var name = NameOf(id, cookie);
        if (!Request.Cookies.TryGetValue(name, out var had))
        {
            return false;
        }

        Response.Cookies.Delete(name, cookie);
        return new Secret(had) == new Secret(id); // Compares in constant time.
    }

    /// <summary>Redirects to <see cref="RemoteAuthenticationOptions.AccessDeniedPath"/>, below the path base, and never to a host that a
    /// request names.</summary>
    protected override async Task<HandleRequestResult> HandleAccessDeniedErrorAsync(AuthenticationProperties properties)
    {
        var denied = new AccessDeniedContext(Context, Scheme, Options)
        {
            AccessDeniedPath = Options.AccessDeniedPath,
            Properties = properties,
            ReturnUrl = properties.RedirectUri,
            ReturnUrlParameter = Options.ReturnUrlParameter,
        };
        await Events.AccessDenied(denied).ConfigureAwait(false);
        if (denied.Result is { } decided || !denied.AccessDeniedPath.HasValue)
        {
            return denied.Result ?? HandleRequestResult.NoResult();
        }

        var query = string.IsNullOrEmpty(denied.ReturnUrlParameter) || string.IsNullOrEmpty(denied.ReturnUrl)
            ? QueryString.Empty
            : QueryString.Create(denied.ReturnUrlParameter, denied.ReturnUrl);
        Response.Redirect(OriginalPathBase.Add(denied.AccessDeniedPath).ToUriComponent() + query);
        return HandleRequestResult.Handle();
    }

    // Returns the state of the answer and its content, if this site wrote it for this browser and it hasn't expired; otherwise null.
    private SentState? TakeState()
    {
        var states = Request.Query["state"];
        if (states is not [{ Length: > 0 } state] || Options.StateDataFormat!.Unprotect(state) is not { } properties)
        {
            return null;
        }

        _correlationId = properties.Items.TryGetValue(Correlation, out var id) ? id : null;
        var isBound = ValidateCorrelationId(properties);
        return isBound && properties.Items.Remove(Until, out var until)
            && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && TimeProvider.GetUtcNow().UtcTicks < ticks
                ? new SentState(state, properties)
                : null;
    }

    // Never a path that a browser takes for another host.
    private string ThisPage()
    {
        var page = OriginalPathBase.Add(OriginalPath).ToUriComponent();
        return HttpMethods.IsGet(Request.Method) && page is "/" or ['/', not ('/' or '\\'), ..]
            ? page + Request.QueryString.ToUriComponent()
            : OriginalPathBase.ToUriComponent() + "/";
    }

    private CookieOptions CorrelationCookie()
    {
        var cookie = Options.CorrelationCookie.Build(Context, TimeProvider.GetUtcNow());
        cookie.MaxAge ??= Options.RemoteAuthenticationTimeout;
        cookie.Secure |= Options.SiteAddress?.Scheme == Uri.UriSchemeHttps; // Behind a proxy, the request may have arrived over http.
        return cookie;
    }

    // A browser sends the cookies of one path in order of age, oldest first (RFC 6265 §5.4).
    private void MakeRoom(CookieOptions cookie)
    {
        var pending = (CookieHeaderValue.TryParseList([.. Request.Headers.Cookie!], out var cookies) ? cookies : [])
            .Select(it => it.Name.ToString())
            .Where(name => name.StartsWith(PrefixOf(cookie), StringComparison.Ordinal));
        foreach (var name in pending.SkipLast(MostPending - 1))
        {
            Response.Cookies.Delete(name, cookie);
        }
    }

    // The name doesn't reveal the number.
    private string NameOf(string id, CookieOptions cookie) =>
        PrefixOf(cookie) + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(id)))[..16];

    // No other host of the domain, and no attacker on an http connection, can plant a cookie with this prefix.
    private string PrefixOf(CookieOptions cookie) =>
        (cookie is { Secure: true, Path: "/", Domain: null } ? "__Host-" : "") + Options.CorrelationCookie.Name;

    private sealed record SentState(Secret State, AuthenticationProperties Properties);
}
