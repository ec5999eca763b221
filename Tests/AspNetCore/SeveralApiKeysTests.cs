using Microsoft.AspNetCore.DataProtection;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>Two schemes, each with an API key of its own.</summary>
public sealed class SeveralApiKeysTests
{
    private static readonly ClientCredentials Hr = new("hr-client", "a-made-up-secret-of-hr");

    private static readonly string NoLogin = $"{TokenSourceError.SignInAgain(SignInReason.NoLogin)}";

    [Fact]
    public async Task Each_scheme_signs_in_calls_and_signs_out_with_its_own()
    {
        await using var site = await StartAsync("hr");
        var page = await BeginAsync(site);
        Assert.Equal(Hr.ClientId, Browser.Value(page, "client_id"));
        Assert.Equal("/who", (await site.Browser.SignInAsync(page)).Location);
        Assert.Equal(Hr.ClientId, site.Podio.Machine.Requests[^1].Fields["client_id"]);
        Assert.Equal("may touch global:all", await site.Browser.BodyOfAsync("/scope/hr"));
        Assert.Equal(NoLogin, await site.Browser.BodyOfAsync("/scope/user")); // Of the other API key.
        Assert.Equal("True", (await site.Browser.AskAsync("POST", "/sign-out")).Body);
        Assert.Empty(site.Browser.Cookies);

        Assert.Equal("/me", (await site.Browser.SignInAsync()).Location);
        Assert.Equal("may touch global:all", await site.Browser.BodyOfAsync("/scope/user"));
        Assert.Equal(NoLogin, await site.Browser.BodyOfAsync("/scope/hr"));
    }

    [Fact]
    public async Task A_user_with_a_login_of_each_calls_with_either_and_signs_out_of_one()
    {
        await using var site = await StartAsync("hr", hasCookie: true);
        await site.Browser.SignInAsync();
        await site.Browser.SignInAsync(await BeginAsync(site));
        Assert.Equal(["person", "person-hr"], site.Browser.Cookies.Select(cookie => cookie.Name).Order(StringComparer.Ordinal));
        Assert.Equal("may touch global:all", await site.Browser.BodyOfAsync("/scope-of-both/user"));
        Assert.Equal("may touch global:all", await site.Browser.BodyOfAsync("/scope-of-both/hr"));
        Assert.Equal(200, (await site.Browser.AskAsync("POST", "/sign-out-of/Hr")).Status);
        Assert.Equal("may touch global:all", await site.Browser.BodyOfAsync("/scope-of-both/user"));
        Assert.Equal(NoLogin, await site.Browser.BodyOfAsync("/scope-of-both/hr"));
    }

    [Fact]
    public async Task A_user_whose_login_has_ended_signs_in_again_with_the_same_scheme()
    {
        await using var site = await StartAsync("hr");
        await site.Browser.SignInAsync(await BeginAsync(site));
        Assert.Equal("status 200", await site.Browser.BodyOfAsync("/call/hr"));
        site.Podio.Machine.Update(state => state.RevokeAll());
        var again = await site.Browser.GetAsync("/call/hr");
        Assert.Equal(303, again.Status);
        Assert.Equal("/call/hr", (await site.Browser.SignInAsync(again.Location!)).Location);
        Assert.Equal("status 200", await site.Browser.BodyOfAsync("/call/hr"));
    }

    [Theory, InlineData("hr", Site.Podio.Sam, "person"), InlineData("user", Site.Podio.Jane, "person-hr")]
    public async Task Of_a_users_two_logins_the_one_that_has_ended_begins_again(string client, long ended, string kept)
    {
        await using var site = await StartAsync("hr", hasCookie: true);
        await site.Browser.SignInAsync();
        site.Podio.Agrees(Site.Podio.Sam);
        await site.Browser.SignInAsync(await BeginAsync(site));
        site.Podio.Machine.Update(state => state.Revoke(TokenReference.User(ended)));
        var again = await site.Browser.GetAsync($"/call-of-both/{client}");
        Assert.Equal(303, again.Status);
        Assert.Equal(kept, Assert.Single(site.Browser.Cookies, cookie => cookie.Name.StartsWith("person", StringComparison.Ordinal)).Name);
        Assert.Equal($"/call-of-both/{client}", (await site.Browser.SignInAsync(again.Location!)).Location);
        Assert.Equal("status 200", await site.Browser.BodyOfAsync("/call-of-both/user"));
        Assert.Equal("status 200", await site.Browser.BodyOfAsync("/call-of-both/hr"));
    }

    [Fact]
    public async Task A_user_whose_two_logins_are_valid_is_not_redirected_for_one_of_the_application()
    {
        await using var site = await StartAsync("hr", hasCookie: true);
        await site.Browser.SignInAsync();
        await site.Browser.SignInAsync(await BeginAsync(site));
        Assert.Equal(500, (await site.Browser.GetAsync("/call-of-both/others")).Status);
        Assert.Equal("status 200", await site.Browser.BodyOfAsync("/call-of-both/user"));
        Assert.Equal("status 200", await site.Browser.BodyOfAsync("/call-of-both/hr"));
    }

    [Fact]
    public async Task A_callback_of_one_scheme_is_not_one_of_the_other()
    {
        await using var site = await StartAsync("hr");
        var answer = await site.Browser.AnswerAsync(await BeginAsync(site));
        Assert.Equal("/failed/Forged", (await site.Browser.GetAsync($"/signin-podio{new Uri(answer).Query}")).Location);
    }

    [Fact]
    public async Task A_missing_registration_is_reported()
    {
        await using var site = await StartAsync("hrr", client: "hr");
        Assert.Equal(500, (await site.Browser.AskAsync("POST", "/sign-in/Hr")).Status);
        Assert.Contains("AddPodioOAuth(\"hrr\", …) is missing", site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_whose_scheme_was_renamed_is_nobodys_and_its_user_can_sign_in()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var before = await StartAsync("hr", keys: keys);
        await before.Browser.SignInAsync(await BeginAsync(before));
        await using var after = await TestSite.StartAsync(
            before.Podio,
            keys: keys,
            options: options => options.Registration = "hr",
            services: services =>
            {
                // There are named registrations only.
                services.Remove(services.Single(it => it.ServiceType == typeof(PodioTokenSources) && it.ServiceKey is null));
                AddHr(services, before.Podio.Address);
            });
        using var stays = new Browser(after, before.Browser);
        Assert.Equal("nobody", await stays.BodyOfAsync("/who"));
        Assert.Equal(NoLogin, await stays.BodyOfAsync("/whose"));
        Assert.Equal("/me", (await stays.SignInAsync()).Location);
        Assert.Equal($"{TokenReference.User(Site.Podio.Jane)}", await stays.BodyOfAsync("/whose"));
    }

    [Fact]
    public async Task A_missing_registration_is_reported_to_a_user_of_its_scheme_as_well()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var before = await StartAsync("hr", keys: keys);
        await before.Browser.SignInAsync(await BeginAsync(before));
        await using var after = await StartAsync("hrr", client: "hr", keys: keys);
        using var stays = new Browser(after, before.Browser);
        Assert.Equal(500, (await stays.GetAsync("/whose")).Status);
        Assert.Contains("AddPodioOAuth(\"hrr\", …) is missing", after.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<string> BeginAsync(TestSite site) => (await site.Browser.AskAsync("POST", "/sign-in/Hr")).Location!;

    private static async Task<TestSite> StartAsync(
        string registration, string? client = null, bool hasCookie = false, IDataProtectionProvider? keys = null)
    {
        var podio = await Site.Podio.StartAsync();
        podio.Machine.Update(state => state.WithClient(Hr));
        return await TestSite.StartAsync(podio, keys: keys, services: services =>
        {
            AddHr(services, podio.Address);
            services.AddAuthentication()
                .AddCookie(TestSite.SecondCookie, cookie => cookie.Cookie.Name = "person-hr")
                .AddPodio("Hr", displayName: null, options =>
                {
                    (options.Registration, options.CallbackPath) = (registration, "/signin-hr");
                    options.SignInScheme = hasCookie ? TestSite.SecondCookie : options.SignInScheme;
                });
            services.AddHttpClient("hr", api => api.BaseAddress = podio.Address).AddPodioUserToken(registration: client ?? registration);
        });
    }

    private static void AddHr(IServiceCollection services, Uri podio) =>
        services.AddPodioOAuth("hr", settings => (settings.ClientId, settings.ClientSecret, settings.ApiBase) =
            (Hr.ClientId, Hr.ClientSecret.Reveal(), podio.AbsoluteUri));
}
