using Microsoft.AspNetCore.DataProtection;
using PodioOAuth.Functional.AspNetCore.Tests.Site;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>A login and its cookie begin and end together.</summary>
public sealed class SessionTests
{
    private static readonly string NoLogin = $"{TokenSourceError.SignInAgain(SignInReason.NoLogin)}";

    [Fact]
    public async Task The_login_ends_with_the_cookie_however_much_both_are_used()
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        await browser.SignInAsync();
        var cookie = browser.Cookies.Single().Value;
        for (var hour = 1; hour < TestSite.CookieLifetime.TotalHours; hour++)
        {
            podio.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal("may touch global:all", (await browser.GetAsync("/scope")).Body); // By renewed tokens, in the end.
        }

        Assert.True(podio.Exchanges > 1);
        Assert.Single(await store.ListLoginsAsync().ToListAsync());
        Assert.Equal(cookie, browser.Cookies.Single().Value); // It was not extended.
        podio.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(NoLogin, (await browser.GetAsync("/whose")).Body);
        podio.Clock.Advance(TimeSpan.FromSeconds(1)); // ASP.NET Core takes a cookie at the very instant of its end.
        Assert.Equal("nobody", (await browser.GetAsync("/who")).Body);
        Assert.Empty(await store.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_cookie_that_a_site_extends_outlives_no_login()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio, options: options =>
        {
            options.LoginLifetime = TimeSpan.FromHours(4);
            options.Events.OnTicketReceived = received =>
            {
                received.Properties!.ExpiresUtc = podio.Clock.GetUtcNow().AddDays(1);
                return Task.CompletedTask;
            };
        });
        using var browser = new Browser(site);
        await browser.SignInAsync();
        podio.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        Assert.Equal($"{TokenReference.User(Site.Podio.Jane)}", (await browser.GetAsync("/whose")).Body);
        podio.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(NoLogin, (await browser.GetAsync("/whose")).Body);
    }

    [Theory]
    [InlineData("/sign-out", 200)]
    [InlineData("/sign-out-of-schemes", 200)]
    public async Task Signing_out_ends_the_grant_the_login_and_the_cookie(string path, int status)
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        await browser.SignInAsync();
        var token = (await Saved(store, podio)).AccessToken;
        var stolen = browser.Cookies.Single().Value;
        Assert.Equal(status, (await browser.AskAsync("POST", path)).Status);
        Assert.Empty(browser.Cookies);
        Assert.Equal(TokenReference.None, podio.Machine.State.ReferenceOf(token, podio.Machine.Now));
        Assert.Empty(await store.ListLoginsAsync().ToListAsync());
        using var thief = new Browser(site);
        thief.Plant("person", stolen);
        Assert.Equal(NoLogin, (await thief.GetAsync("/whose")).Body);
        podio.Clock.Advance(TestSite.CookieLifetime);
        Assert.Empty(await store.ListAsync().ToListAsync()); // What the sign-out left is gone as well.
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sign_out_that_cannot_be_whole_takes_the_cookie_away_all_the_same(bool isStoreDown)
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new FailingStore();
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        await browser.SignInAsync();
        store.RefusesChanges = isStoreDown;
        if (!isStoreDown)
        {
            podio.Arm(Fault.Unavailable(503));
        }

        Assert.Equal("False", (await browser.AskAsync("POST", "/sign-out")).Body);
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task A_sign_out_by_schemes_that_cannot_be_whole_is_logged()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        await browser.SignInAsync();
        podio.Arm(Fault.Unavailable(503));
        Assert.Equal(200, (await browser.AskAsync("POST", "/sign-out-of-schemes")).Status);
        Assert.Empty(browser.Cookies);
        Assert.Contains("A login was not ended as a whole", site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_can_sign_out()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        Assert.Equal("True", (await browser.AskAsync("POST", "/sign-out")).Body);
        Assert.Equal(200, (await browser.AskAsync("POST", "/sign-out-of-schemes")).Status);
        Assert.Equal(NoLogin, (await browser.GetAsync("/scope")).Body);
    }

    [Fact]
    public async Task Of_a_login_that_ended_with_its_cookie_no_warning_comes_later()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        await browser.SignInAsync();
        Assert.Equal("may touch global:all", (await browser.GetAsync("/scope")).Body);
        for (var day = 0; day < 40; day++)
        {
            podio.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.DoesNotContain("may end soon", site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_people_are_still_signed_in_and_go_on_signing_in()
    {
        await using var podio = await Site.Podio.StartAsync();
        var (store, keys) = (new InMemoryTokenStore(podio.Clock), new EphemeralDataProtectionProvider());
        var before = await TestSite.StartAsync(podio, store, keys, AtOneAddress);
        using var signedIn = new Browser(before);
        using var begun = new Browser(before);
        await signedIn.GetAsync(new Uri(await signedIn.AnswerAsync(await signedIn.BeginAsync())).PathAndQuery);
        var answer = await begun.AnswerAsync(await begun.BeginAsync());
        await before.DisposeAsync();
        await using var after = await TestSite.StartAsync(podio, store, keys, AtOneAddress);
        using var stays = new Browser(after, signedIn);
        using var goesOn = new Browser(after, begun);
        Assert.Equal("may touch global:all", (await stays.GetAsync("/scope")).Body);
        Assert.Equal("/me", (await goesOn.GetAsync(new Uri(answer).PathAndQuery)).Location);

        static void AtOneAddress(PodioAuthenticationOptions options) => options.SiteAddress = new Uri("http://127.0.0.1:8080");
    }

    [Fact]
    public async Task After_a_restart_with_other_keys_nobody_is_signed_in()
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        var before = await TestSite.StartAsync(podio, store);
        using var signedIn = new Browser(before);
        await signedIn.SignInAsync();
        await before.DisposeAsync();
        await using var after = await TestSite.StartAsync(podio, store);
        using var stays = new Browser(after, signedIn);
        Assert.Equal(NoLogin, (await stays.GetAsync("/whose")).Body);
        Assert.Equal("/me", (await stays.SignInAsync()).Location);
    }

    private static async Task<Token> Saved(InMemoryTokenStore store, Site.Podio podio)
    {
        var key = Assert.Single(await store.ListLoginsAsync().ToListAsync());
        return (await store.LookAtAsync(key, podio.Clock)).Match(
            Right: stored => stored.Login!.Token, Left: error => throw new InvalidOperationException(error.Describe()));
    }
}
