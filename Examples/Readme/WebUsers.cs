using LanguageExt;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PodioOAuth.Functional;

namespace Readme;

/// <summary>A web site whose users sign in with Podio, and whose calls of the API are made as the user of the request.</summary>
internal static class WebUsers
{
    public static async Task RunAsync(Uri podio)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddPodioOAuth(options =>
        {
            options.ClientId = SamplePodio.Client.ClientId;
            options.ClientSecret = SamplePodio.Client.ClientSecret.Reveal();
            options.ApiBase = podio.AbsoluteUri;
        });

        // <readme>
        builder.Services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = PodioAuthenticationDefaults.AuthenticationScheme;
            })
            .AddCookie(options => options.ExpireTimeSpan = TimeSpan.FromHours(8))
            .AddPodio(options => options.Scope = PodioScope.Of(ScopeItem.User(ScopePermission.Read)));
        builder.Services.AddAuthorization();
        builder.Services.AddHttpClient("podio", client => client.BaseAddress = podio).AddPodioUserToken();

        await using var site = builder.Build();
        site.UsePodioSignInAgain(); // A login that has ended leads to Podio's page, and not to an error.
        site.UseAuthentication();
        site.UseAuthorization();
        site.MapGet("/account", async (PodioUser user, IHttpClientFactory clients) =>
        {
            Either<TokenSourceError, string> scope = await clients.CreateClient("podio").GetPodioScopeAsync();
            return $"user {user.Id} {scope.Match(Right: granted => $"may touch {granted}", Left: error => error.Describe())}";
        }).RequireAuthorization();
        // </readme>

        await site.StartAsync();
        using var browser = new HttpClient { BaseAddress = new Uri(site.Urls.First()) }; // Follows redirects, and keeps cookies.
        Console.WriteLine(await browser.GetStringAsync(new Uri("/account", UriKind.Relative)));
    }
}
