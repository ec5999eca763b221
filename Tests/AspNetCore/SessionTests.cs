using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>A login and its cookie begin and end together.</summary>
public sealed class SessionTests : OnSite
{
    private static readonly string NoLogin = $"{TokenSourceError.SignInAgain(SignInReason.NoLogin)}";

    [Fact]
    public async Task The_login_ends_with_the_cookie_however_much_they_are_used()
    {
        await Site.Browser.SignInAsync();
        var cookie = Site.Browser.Cookies.Single().Value;
        for (var hour = 1; hour < TestSite.CookieLifetime.TotalHours; hour++)
        {
            Site.Podio.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal("may touch global:all", await Site.Browser.BodyOfAsync("/scope")); // By renewed tokens, in the end.
        }

        Assert.True(Site.Podio.Exchanges > 1);
        Assert.Single(await Site.Store.ListLoginsAsync().ToListAsync());
        Assert.Equal(cookie, Site.Browser.Cookies.Single().Value); // It was not extended.
        Site.Podio.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(NoLogin, await Site.Browser.BodyOfAsync("/whose"));
        Site.Podio.Clock.Advance(TimeSpan.FromSeconds(1)); // ASP.NET Core takes a cookie at the very instant of its end.
        Assert.Equal("nobody", await Site.Browser.BodyOfAsync("/who"));
        Assert.Empty(await Site.Store.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_cookie_that_a_site_extends_outlives_no_login()
    {
        var podio = await Tests.Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio, options: options =>
        {
            options.LoginLifetime = TimeSpan.FromHours(4);
            options.Events.OnTicketReceived = received =>
            {
                received.Properties!.ExpiresUtc = podio.Clock.GetUtcNow().AddDays(1);
                return Task.CompletedTask;
            };
        });
        await site.Browser.SignInAsync();
        podio.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        Assert.Equal($"{TokenReference.User(Jane)}", await site.Browser.BodyOfAsync("/whose"));
        podio.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(NoLogin, await site.Browser.BodyOfAsync("/whose"));
    }

    [Fact]
    public async Task A_login_lives_as_long_as_the_cookie_that_keeps_the_user_signed_in_and_not_the_one_on_the_way_to_it()
    {
        await using var site = await TestSite.StartAsync(
            options: options =>
            {
                options.SignInScheme = TestSite.SecondCookie;
                options.Events.OnTicketReceived = received => received.HttpContext.SignInAsync(
                    CookieAuthenticationDefaults.AuthenticationScheme, received.Principal!); // ASP.NET Core Identity does it a page later.
            },
            services: services => services.AddAuthentication(all => all.DefaultSignInScheme = TestSite.SecondCookie).AddCookie(
                TestSite.SecondCookie,
                cookie => (cookie.Cookie.Name, cookie.ExpireTimeSpan) = ("external", TimeSpan.FromMinutes(5))));
        await site.Browser.SignInAsync();
        using var onTheWay = new Browser(site);
        onTheWay.Plant("external", site.Browser.Cookies.Single(cookie => cookie.Name == "external").Value);
        Assert.Equal("may touch global:all", await onTheWay.BodyOfAsync("/scope-of-both/user"));
        site.Podio.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        Assert.Equal("", await onTheWay.BodyOfAsync("/scope-of-both/user")); // That cookie stays as short-lived as it was.
        site.Podio.Clock.Advance(TestSite.CookieLifetime - TimeSpan.FromHours(1));
        Assert.Equal($"{TokenReference.User(Jane)}", await site.Browser.BodyOfAsync("/whose"));
        site.Podio.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(NoLogin, await site.Browser.BodyOfAsync("/whose"));
    }

    [Theory, InlineData("/sign-out"), InlineData("/sign-out-of-schemes")]
    public async Task Signing_out_ends_the_grant_the_login_and_the_cookie(string path)
    {
        await Site.Browser.SignInAsync();
        var token = (await Site.SavedAsync()).AccessToken;
        var stolen = Site.Browser.Cookies.Single().Value;
        Assert.Equal(200, (await Site.Browser.AskAsync("POST", path)).Status);
        Assert.Empty(Site.Browser.Cookies);
        Assert.Equal(TokenReference.None, Site.Podio.Machine.State.ReferenceOf(token, Site.Podio.Machine.Now));
        Assert.Empty(await Site.Store.ListLoginsAsync().ToListAsync());
        using var thief = new Browser(Site);
        thief.Plant("person", stolen);
        Assert.Equal(NoLogin, await thief.BodyOfAsync("/whose"));
        Site.Podio.Clock.Advance(TestSite.CookieLifetime);
        Assert.Empty(await Site.Store.ListAsync().ToListAsync()); // What the sign-out left is gone as well.
    }

    [Theory, InlineData("/sign-out", true), InlineData("/sign-out", false), InlineData("/sign-out-of-schemes", false)]
    public async Task An_incomplete_sign_out_removes_the_cookie_and_is_reported(string path, bool isStoreDown)
    {
        var store = new ScriptedStore();
        await using var site = await TestSite.StartAsync(store: store);
        await site.Browser.SignInAsync();
        store.BeforeWrite = isStoreDown ? ScriptedStore.Refuse : store.BeforeWrite;
        site.Podio.Machine.Update(state => isStoreDown ? state : state.Arm(Fault.Unavailable(503)));
        var reply = await site.Browser.AskAsync("POST", path);
        Assert.Empty(site.Browser.Cookies);
        Assert.Equal((200, path == "/sign-out" ? "False" : ""), (reply.Status, reply.Body)); // By schemes it can only be logged.
        Assert.Equal(path != "/sign-out", site.Log.Text.Contains("The login couldn't be completely removed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_who_is_not_signed_in_can_sign_out()
    {
        Assert.Equal("True", (await Site.Browser.AskAsync("POST", "/sign-out")).Body);
        Assert.Equal(200, (await Site.Browser.AskAsync("POST", "/sign-out-of-schemes")).Status);
        Assert.Equal(NoLogin, await Site.Browser.BodyOfAsync("/scope"));
    }

    [Fact]
    public async Task There_is_no_later_warning_for_a_login_that_ended_with_its_cookie()
    {
        await Site.Browser.SignInAsync();
        Assert.Equal("may touch global:all", await Site.Browser.BodyOfAsync("/scope"));
        for (var day = 0; day < 40; day++)
        {
            Site.Podio.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.DoesNotContain("may end soon", Site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_users_are_still_signed_in_and_can_still_sign_in()
    {
        await using var before = await TestSite.StartAsync(options: TestSite.AtOneAddress);
        using var begun = new Browser(before);
        await before.Browser.GetAsync(new Uri(await before.Browser.AnswerAsync()).PathAndQuery);
        var answer = await begun.AnswerAsync();
        await using var after = await before.StartAgainAsync(TestSite.AtOneAddress);
        using var stays = new Browser(after, before.Browser);
        using var goesOn = new Browser(after, begun);
        Assert.Equal("may touch global:all", await stays.BodyOfAsync("/scope"));
        Assert.Equal("/me", (await goesOn.GetAsync(new Uri(answer).PathAndQuery)).Location);
    }

    [Fact]
    public async Task After_a_restart_with_other_keys_no_user_is_signed_in()
    {
        await using var before = await TestSite.StartAsync();
        await before.Browser.SignInAsync();
        await using var after = await TestSite.StartAsync(before.Podio, before.Store);
        using var stays = new Browser(after, before.Browser);
        Assert.Equal(NoLogin, await stays.BodyOfAsync("/whose"));
        Assert.Equal("/me", (await stays.SignInAsync()).Location);
    }
}
