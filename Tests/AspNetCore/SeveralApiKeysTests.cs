using Microsoft.Extensions.DependencyInjection;
using PodioOAuth.Functional.AspNetCore.Tests.Site;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>Two schemes, each with an API key of its own.</summary>
public sealed class SeveralApiKeysTests
{
    private static readonly ClientCredentials Hr = new("hr-client", "a-made-up-secret-of-hr");

    private static readonly string NoLogin = $"{TokenSourceError.SignInAgain(SignInReason.NoLogin)}";

    [Fact]
    public async Task Each_scheme_signs_in_calls_and_signs_out_with_its_own()
    {
        await using var podio = await StartAsync();
        await using var site = await TestSite.StartAsync(podio, services: services => AddHr(services, podio, "hr"));
        using var browser = new Browser(site);
        var page = (await browser.AskAsync("POST", "/sign-in/Hr")).Location!;
        Assert.Equal(Hr.ClientId, Browser.Value(page, "client_id"));
        Assert.Equal("/who", (await browser.GetAsync(await browser.AnswerAsync(page))).Location);
        Assert.Equal(Hr.ClientId, podio.Machine.Requests[^1].Fields["client_id"]);
        Assert.Equal("may touch global:all", (await browser.GetAsync("/scope/hr")).Body);
        Assert.Equal(NoLogin, (await browser.GetAsync("/scope/user")).Body); // Of the other API key.
        Assert.Equal("True", (await browser.AskAsync("POST", "/sign-out")).Body);
        Assert.Empty(browser.Cookies);

        Assert.Equal("/me", (await browser.SignInAsync()).Location);
        Assert.Equal("may touch global:all", (await browser.GetAsync("/scope/user")).Body);
        Assert.Equal(NoLogin, (await browser.GetAsync("/scope/hr")).Body);
    }

    [Fact]
    public async Task Who_has_a_login_of_each_calls_with_either_and_signs_out_of_one()
    {
        await using var podio = await StartAsync();
        await using var site = await TestSite.StartAsync(podio, services: services => AddHr(services, podio, "hr", hasCookie: true));
        using var browser = new Browser(site);
        await browser.SignInAsync();
        await browser.GetAsync(await browser.AnswerAsync((await browser.AskAsync("POST", "/sign-in/Hr")).Location!));
        Assert.Equal(["person", "person-hr"], browser.Cookies.Select(cookie => cookie.Name).Order(StringComparer.Ordinal));
        Assert.Equal("may touch global:all", (await browser.GetAsync("/scope-of-both/user")).Body);
        Assert.Equal("may touch global:all", (await browser.GetAsync("/scope-of-both/hr")).Body);
        Assert.Equal(200, (await browser.AskAsync("POST", "/sign-out-of/Hr")).Status);
        Assert.Equal("may touch global:all", (await browser.GetAsync("/scope-of-both/user")).Body);
        Assert.Equal(NoLogin, (await browser.GetAsync("/scope-of-both/hr")).Body);
    }

    [Fact]
    public async Task Whose_login_has_ended_signs_in_again_by_the_same_scheme()
    {
        await using var podio = await StartAsync();
        await using var site = await TestSite.StartAsync(podio, services: services => AddHr(services, podio, "hr"));
        using var browser = new Browser(site);
        await browser.GetAsync(await browser.AnswerAsync((await browser.AskAsync("POST", "/sign-in/Hr")).Location!));
        Assert.Equal("status 200", (await browser.GetAsync("/call/hr")).Body);
        podio.Machine.Update(state => state.RevokeAll());
        var again = await browser.GetAsync("/call/hr");
        Assert.Equal(303, again.Status);
        Assert.Equal("/call/hr", (await browser.GetAsync(await browser.AnswerAsync(again.Location!))).Location);
        Assert.Equal("status 200", (await browser.GetAsync("/call/hr")).Body);
    }

    [Fact]
    public async Task An_answer_to_one_scheme_is_none_to_the_other()
    {
        await using var podio = await StartAsync();
        await using var site = await TestSite.StartAsync(podio, services: services => AddHr(services, podio, "hr"));
        using var browser = new Browser(site);
        var answer = await browser.AnswerAsync((await browser.AskAsync("POST", "/sign-in/Hr")).Location!);
        Assert.Equal("/failed/Forged", (await browser.GetAsync($"/signin-podio{new Uri(answer).Query}")).Location);
    }

    [Fact]
    public async Task A_registration_that_is_missing_is_named()
    {
        await using var podio = await StartAsync();
        await using var site = await TestSite.StartAsync(podio, services: services => AddHr(services, podio, "hrr", client: "hr"));
        using var browser = new Browser(site);
        Assert.Equal(500, (await browser.AskAsync("POST", "/sign-in/Hr")).Status);
        Assert.Contains("AddPodioOAuth(\"hrr\", …) is missing", site.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<Site.Podio> StartAsync()
    {
        var podio = await Site.Podio.StartAsync();
        podio.Machine.Update(state => state.WithClient(Hr));
        return podio;
    }

    private static void AddHr(
        IServiceCollection services, Site.Podio podio, string registration, string? client = null, bool hasCookie = false)
    {
        services.AddPodioOAuth("hr", settings =>
        {
            settings.ClientId = Hr.ClientId;
            settings.ClientSecret = Hr.ClientSecret.Reveal();
            settings.ApiBase = podio.Address.AbsoluteUri;
        });
        services.AddAuthentication()
            .AddCookie(TestSite.SecondCookie, cookie => cookie.Cookie.Name = "person-hr")
            .AddPodio("Hr", displayName: null, options =>
            {
                options.Registration = registration;
                options.CallbackPath = "/signin-hr";
                options.SignInScheme = hasCookie ? TestSite.SecondCookie : options.SignInScheme;
            });
        services.AddHttpClient("hr", api => api.BaseAddress = podio.Address).AddPodioUserToken(registration: client ?? registration);
    }
}
