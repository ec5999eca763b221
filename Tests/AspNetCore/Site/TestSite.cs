using System.Globalization;
using LanguageExt;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace PodioOAuth.Functional.AspNetCore.Tests.Site;

/// <summary>A site in few lines, on a port of its own: what the package's users write. And a browser.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    internal static readonly TimeSpan CookieLifetime = TimeSpan.FromHours(20);

    internal const string SecondCookie = "second";

    private readonly WebApplication _application;

    private TestSite(WebApplication application, LogCapture log, Podio podio, ITokenStore store) =>
        (_application, Log, Podio, AnyStore, Browser) = (application, log, podio, store, new Browser(this));

    internal Podio Podio { get; }

    /// <summary>Where its logins are, in memory.</summary>
    internal InMemoryTokenStore Store => (InMemoryTokenStore)AnyStore;

    internal ITokenStore AnyStore { get; }

    internal Browser Browser { get; }

    internal Uri Address => new(_application.Urls.First());

    internal LogCapture Log { get; }

    internal IServiceProvider Services => _application.Services;

    /// <summary>Starts one, with a Podio that ends with it.</summary>
    internal static async Task<TestSite> StartAsync(
        Podio? podio = null,
        ITokenStore? store = null,
        IDataProtectionProvider? keys = null,
        Action<PodioAuthenticationOptions>? options = null,
        Action<IServiceCollection>? services = null,
        string pathBase = "",
        Action<WebApplicationBuilder>? build = null)
    {
        var (builder, log) = (WebApplication.CreateSlimBuilder(), new LogCapture());
        podio ??= await Podio.StartAsync();
        store ??= new InMemoryTokenStore(podio.Clock);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(podio.Clock);
        builder.Services.AddPodioOAuth(settings =>
        {
            settings.ClientId = SamplePodio.Client.ClientId;
            settings.ClientSecret = SamplePodio.Client.ClientSecret.Reveal();
            settings.ApiBase = podio.Address.AbsoluteUri;
            settings.Sources["others"] = new() { Login = "nobody-has-begun-it" };
        }).UseStore(_ => store);
        builder.Services
            .AddAuthentication(authentication =>
            {
                authentication.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                authentication.DefaultChallengeScheme = PodioAuthenticationDefaults.AuthenticationScheme;
            })
            .AddCookie(cookie => (cookie.Cookie.Name, cookie.ExpireTimeSpan) = ("person", CookieLifetime))
            .AddPodio(scheme =>
            {
                scheme.Events.OnRemoteFailure = failed =>
                {
                    failed.Response.Redirect($"/failed/{((PodioSignInException)failed.Failure!).Problem}");
                    failed.HandleResponse();
                    return Task.CompletedTask;
                };
                options?.Invoke(scheme);
            });
        builder.Services.AddSingleton(keys ?? new EphemeralDataProtectionProvider());
        builder.Services.AddAuthorization();
        builder.Services.AddHttpClient("user", client => client.BaseAddress = podio.Address).AddPodioUserToken();
        builder.Services.AddHttpClient("others", client => client.BaseAddress = podio.Address).AddPodioToken("others");
        services?.Invoke(builder.Services);
        build?.Invoke(builder);
        var site = new TestSite(Map(builder.Build(), pathBase), log, podio, store);
        await site._application.StartAsync();
        return site;
    }

    /// <summary>The same site on another machine, or after a restart.</summary>
    internal Task<TestSite> StartAgainAsync(Action<PodioAuthenticationOptions> options) =>
        StartAsync(Podio, AnyStore, Services.GetRequiredService<IDataProtectionProvider>(), options);

    /// <summary>Has it think that people see it at one address, wherever it listens.</summary>
    internal static void AtOneAddress(PodioAuthenticationOptions options) => options.SiteAddress = new Uri("http://127.0.0.1:8080");

    /// <summary>The token of the one login that is stored.</summary>
    internal async Task<Token> SavedAsync() =>
        (await AnyStore.LookAtAsync(Assert.Single(await Store.ListLoginsAsync().ToListAsync()), Podio.Clock)).Right().Login!.Token;

    /// <summary>Ends the site after what the server still does, and logs, for requests that have been answered. Disposal alone aborts
    /// it.</summary>
    internal async Task StopAsync()
    {
        Browser.Dispose();
        await _application.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _application.DisposeAsync();
        await Podio.DisposeAsync();
    }

    private static WebApplication Map(WebApplication site, string pathBase)
    {
        site.UsePathBase(pathBase);
        site.UseRouting();
        site.UsePodioSignInAgain();
        site.UseAuthentication();
        site.UseAuthorization();
        site.MapGet("/me", (PodioUser user) => Whose(user)).RequireAuthorization();
        site.MapGet("/who", (PodioUser user) => Whose(user));
        site.MapGet("/me.json", (PodioUser user) => Results.Ok(new { user.Id })).RequireAuthorization().DisableCookieRedirect();
        site.MapGet("/me.page", (PodioUser user) => Results.Ok(new { user.Id })).RequireAuthorization()
            .DisableCookieRedirect().AllowCookieRedirect();
        site.MapGet("/whose", async (PodioUser user, CancellationToken ended) => (await user.GetTokenAsync(ended)).Match(
            Right: token => $"{token.Reference}", Left: error => $"{error}"));
        site.MapGet("/scope", (IHttpClientFactory clients, CancellationToken ended) => ScopeAsync(clients, ended));
        site.MapMethods("/call", ["GET", "POST"], (IHttpClientFactory clients) => CallAsync(clients, "user"));
        site.MapGet("/call-others", (IHttpClientFactory clients) => CallAsync(clients, "others"));
        site.MapPost("/sign-in", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/me" }));
        site.MapPost("/sign-in/{scheme}", (string scheme) => Results.Challenge(
            new AuthenticationProperties { RedirectUri = "/who" }, [scheme]));
        site.MapGet("/scope/{client}", (string client, IHttpClientFactory clients, CancellationToken ended) =>
            ScopeAsync(clients, ended, client));
        site.MapGet("/scope-of-both/{client}", (string client, IHttpClientFactory clients, CancellationToken ended) =>
            ScopeAsync(clients, ended, client)).RequireAuthorization(OfBoth);
        site.MapMethods("/call/{client}", ["GET"], (string client, IHttpClientFactory clients) => CallAsync(clients, client));
        site.MapGet("/call-of-both/{client}", (string client, IHttpClientFactory clients) => CallAsync(clients, client))
            .RequireAuthorization(OfBoth);
        site.MapPost("/sign-out-of/{scheme}", (string scheme) => Results.SignOut(authenticationSchemes: [scheme]));
        site.MapPost("/sign-out", async (PodioUser user) => $"{(await user.SignOutEverywhereAsync()).IsDone}");
        site.MapPost("/sign-out-of-schemes", () => Results.SignOut(
            authenticationSchemes:
            [CookieAuthenticationDefaults.AuthenticationScheme, PodioAuthenticationDefaults.AuthenticationScheme]));
        site.MapFallback((HttpContext context) => $"fallback {context.Request.PathBase}{context.Request.Path}");
        return site;
    }

    private static void OfBoth(AuthorizationPolicyBuilder policy) => policy
        .AddAuthenticationSchemes(CookieAuthenticationDefaults.AuthenticationScheme, SecondCookie).RequireAuthenticatedUser();

    private static string Whose(PodioUser user) =>
        user.IsSignedIn ? $"user {user.Id?.ToString(CultureInfo.InvariantCulture) ?? "without an id"}" : "nobody";

    private static async Task<string> ScopeAsync(IHttpClientFactory clients, CancellationToken ended, string name = "user")
    {
        using var client = clients.CreateClient(name);
        return (await client.GetPodioScopeAsync(ended)).Match(Right: scope => $"may touch {scope}", Left: error => $"{error}");
    }

    private static async Task<string> CallAsync(IHttpClientFactory clients, string name)
    {
        using var client = clients.CreateClient(name);
        using var reply = await client.GetAsync(new Uri("oauth/scope", UriKind.Relative));
        return $"status {(int)reply.StatusCode}";
    }
}
