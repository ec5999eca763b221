using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>Where the site is: path base, host, scheme.</summary>
public sealed partial class AddressTests
{
    [Fact]
    public async Task A_path_base_is_kept()
    {
        await using var site = await TestSite.StartAsync(pathBase: "/app");
        var page = (await site.Browser.GetAsync("/app/me?tab=2")).Location!;
        Assert.Equal(new Uri(site.Address, "app/signin-podio").AbsoluteUri, Browser.Value(page, "redirect_uri"));
        Assert.Equal("/app/me?tab=2", (await site.Browser.SignInAsync(page)).Location);
        Assert.Equal($"user {Site.Podio.Jane}", await site.Browser.BodyOfAsync("/app/me"));
    }

    [Theory]
    [InlineData("https://127.0.0.1", "https://127.0.0.1/signin-podio")]
    [InlineData("https://127.0.0.1:8443/app/", "https://127.0.0.1:8443/app/signin-podio")]
    [InlineData("https://127.0.0.1:8443/app", "https://127.0.0.1:8443/app/signin-podio")]
    public async Task The_address_that_people_see_counts_whatever_a_request_says(string address, string redirectUri)
    {
        await using var site = await TestSite.StartAsync(options: options => options.SiteAddress = new Uri(address));
        var reply = await site.Browser.AskAsync("POST", "/sign-in", ("Host", "evil.example"));
        Assert.Equal(redirectUri, Browser.Value(reply.Location!, "redirect_uri"));
        var cookie = Assert.Single(reply.Cookies);
        Assert.Matches(BoundCookie(), cookie);
        var query = new Uri(await site.Browser.AnswerAsync(reply.Location!)).Query;
        var sent = ("Cookie", cookie.Split(';')[0]); // By http the browser keeps it to itself; the proxy does not.
        Assert.Equal("/me", (await site.Browser.GetAsync($"/signin-podio{query}", sent)).Location);
    }

    [Fact]
    public async Task By_http_the_cookie_goes_by_http()
    {
        await using var site = await TestSite.StartAsync();
        Assert.Matches(OpenCookie(), Assert.Single((await site.Browser.AskAsync("POST", "/sign-in")).Cookies));
    }

    [Theory, InlineData("//evil.example/me"), InlineData("/%5Cevil.example/me"), InlineData("/\\evil.example/me")]
    public async Task A_path_that_browsers_take_for_a_host_is_not_returned_to(string path)
    {
        await using var site = await StartForUsersAsync();
        var end = await ReturnAsync(site, path);
        Assert.Equal("127.0.0.1", new Uri(site.Address, end).Host);
    }

    [Theory, InlineData("/?invite=a%20b", "/?invite=a%20b"), InlineData("/", "/"), InlineData("//?invite=abc", "/")]
    public async Task The_root_is_returned_to_with_its_query(string path, string returnsTo)
    {
        await using var site = await StartForUsersAsync();
        Assert.Equal(returnsTo, await ReturnAsync(site, path));
    }

    public static TheoryData<Action<PodioAuthenticationOptions>, string> Wrong => new()
    {
        { options => options.SaveTokens = true, "SaveTokens" },
        { options => options.LoginLifetime = TimeSpan.Zero, "LoginLifetime" },
        { options => options.SiteAddress = new Uri("/app", UriKind.Relative), "SiteAddress" },
        { options => options.SiteAddress = new Uri("ftp://site.example"), "SiteAddress" },
        { options => options.SiteAddress = new Uri("https://me:pw@site.example"), "SiteAddress" },
        { options => options.SiteAddress = new Uri("https://site.example/?a=b"), "SiteAddress" },
        { options => options.CallbackPath = default, "CallbackPath" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Invalid_options_are_reported(Action<PodioAuthenticationOptions> change, string name)
    {
        var options = new PodioAuthenticationOptions();
        options.Validate();
        change(options);
        Assert.Equal(name, Assert.Throws<ArgumentException>(options.Validate).ParamName);
    }

    [Fact]
    public async Task Without_the_clients_settings_the_missing_ones_are_reported()
    {
        var services = new ServiceCollection();
        services.AddAuthentication("cookie").AddCookie("cookie").AddPodio();
        await using var provider = services.BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = provider };
        var handlers = provider.GetRequiredService<Microsoft.AspNetCore.Authentication.IAuthenticationHandlerProvider>();
        var handler = await handlers.GetHandlerAsync(context, PodioAuthenticationDefaults.AuthenticationScheme);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => handler!.ChallengeAsync(properties: null));
        Assert.Contains("AddPodioOAuth(…) is missing", exception.Message, StringComparison.Ordinal);
    }

    // Every page of it requires a signed-in user.
    private static Task<TestSite> StartForUsersAsync() => TestSite.StartAsync(services: services => services.AddAuthorization(
        options => options.FallbackPolicy = options.DefaultPolicy));

    private static async Task<string> ReturnAsync(TestSite site, string path)
    {
        var page = (await site.Browser.GetAsync(site.Address.GetLeftPart(UriPartial.Authority) + path)).Location!;
        return (await site.Browser.SignInAsync(page)).Location!;
    }

    [GeneratedRegex("^__Host-podio-sign-in-[0-9a-f]{16}=[0-9a-f]{64}; max-age=600; path=/; secure; samesite=lax; httponly$")]
    private static partial Regex BoundCookie();

    [GeneratedRegex("^podio-sign-in-[0-9a-f]{16}=[0-9a-f]{64}; max-age=600; path=/; samesite=lax; httponly$")]
    private static partial Regex OpenCookie();
}
