using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PodioOAuth.Functional;
using WebSignIn.Account;
using WebSignIn.ClientSide;
using WebSignIn.Pages;
using WebSignIn.SignIn;

namespace WebSignIn;

/// <summary>The site, running.</summary>
internal sealed class WebSite : IAsyncDisposable
{
    internal const string ApiClient = "podio";

    private readonly WebApplication _application;

    private WebSite(WebApplication application, StandIn? standIn) => (_application, StandIn) = (application, standIn);

    /// <summary>The local Podio, if no real one is configured.</summary>
    internal StandIn? StandIn { get; }

    internal Uri Address => _application.Services.GetRequiredService<SiteAddress>().Base;

    internal Uri Listens => new(_application.Urls.First());

    internal static async Task<WebSite> StartAsync(WebApplicationBuilder builder)
    {
        var standIn = await StandIn.StartIfNeededAsync(builder.Configuration);
        try
        {
            return await StartAsync(Build(builder), standIn);
        }
        catch
        {
            await (standIn?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    private static async Task<WebSite> StartAsync(WebApplication application, StandIn? standIn)
    {
        try
        {
            await application.StartAsync();
            _ = application.Services.GetRequiredService<SiteAddress>().Base; // Now, and not at the first request.
            return new WebSite(application, standIn);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    internal Task WaitAsync() => _application.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await (StandIn?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        Configure(builder);
        var site = builder.Build();
        site.UseMiddleware<SecurityHeaders>();
        site.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<SiteAddress>().Restore(context.Request);
            return next(context);
        });
        FailurePages.Use(site);
        site.UseMiddleware<KnownCharset>();
        SignInLimit.Use(site); // Before the scheme answers a callback.
        site.UseRouting(); // Not before the requested path is known.
        site.UseAuthentication();
        PageRoutes.Map(site);
        SignInRoutes.Map(site);
        AccountRoutes.Map(site);
        ClientSideRoutes.Map(site);
        return site;
    }

    private static void Configure(WebApplicationBuilder builder)
    {
        _ = SiteAddress.Configured(builder.Configuration);
        builder.WebHost.UseKestrel(server => server.AddServerHeader = false);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<PendingSignIns>();
        services.AddSingleton<Authorization>();
        services.AddScoped<Person>();
        SignInLimit.Add(services, builder.Configuration);
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<SiteAddress>((options, site) => Name(options.Cookie, site, "form"));

        services.AddDataProtection().AddKeyManagementOptions(KeysInMemory.Use);
        services.AddPodioOAuth(builder.Configuration.GetSection("Podio"));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.SameSite = SameSiteMode.Lax; // Podio's page sends the user back: Strict would omit the cookie.
                options.ExpireTimeSpan = TimeSpan.FromHours(12); // Also the login's. A token is valid for eight.
            })
            .AddPodio(options =>
            {
                options.CallbackPath = SignInRoutes.Callback;
                options.CorrelationCookie.Name = "signing-in-";
                options.Scope = Authorization.Scope;
                options.Events.OnRemoteFailure = SignInRoutes.ShowProblemAsync;
                options.Events.OnTicketReceived = UserStatus.AddClaimsAsync;
            });
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SiteAddress>((options, site) => Name(options.Cookie, site, "person"));
        services.AddOptions<PodioAuthenticationOptions>(PodioAuthenticationDefaults.AuthenticationScheme)
            .Configure<SiteAddress>((options, site) => options.SiteAddress = site.Base);
        UserStatus.Add(services);
        services.AddHttpClient(
            ApiClient, (provider, client) => client.BaseAddress = provider.GetRequiredService<Authorization>().Endpoint.Api)
            .AddPodioUserToken();
    }

    // A cookie's name depends on the site's address, which is known once it listens.
    private static void Name(CookieBuilder cookie, SiteAddress site, string name)
    {
        cookie.Name = site.CookiePrefix + name;
        cookie.Path = "/";
        cookie.SecurePolicy = site.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
    }
}
