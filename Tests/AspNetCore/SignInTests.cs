using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using PodioOAuth.Functional.AspNetCore.Tests.Site;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>People who agree at Podio's page are signed in, each as themselves.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task Who_agrees_is_signed_in_and_calls_Podio()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio, options: options => options.Scope = PodioScope.Of(
            ScopeItem.User(ScopePermission.Read)));
        using var browser = new Browser(site);
        var reply = await browser.SignInAsync();
        Assert.Equal("/me", reply.Location);
        Assert.Contains("no-store", reply.CacheControl, StringComparison.Ordinal);
        Assert.Equal("no-referrer", reply.ReferrerPolicy);
        Assert.Equal($"user {Site.Podio.Jane}", (await browser.GetAsync("/me")).Body);
        Assert.Equal("may touch user:read", (await browser.GetAsync("/scope")).Body);
        Assert.Equal("status 200", (await browser.GetAsync("/call")).Body);
        Assert.Equal("person", Assert.Single(browser.Cookies).Name); // And nothing is left of the sign-in.
    }

    [Fact]
    public async Task A_page_for_users_leads_to_Podio_and_back_to_itself()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        var challenged = await browser.GetAsync("/me?tab=b%20c");
        Assert.Equal(303, challenged.Status);
        Assert.Equal("no-store", challenged.CacheControl);
        Assert.StartsWith(podio.Address.AbsoluteUri, challenged.Location, StringComparison.Ordinal);
        Assert.Equal("/me?tab=b%20c", (await browser.GetAsync(await browser.AnswerAsync(challenged.Location!))).Location);
    }

    [Theory]
    [InlineData("Sec-Fetch-Mode", "cors")]
    [InlineData("X-Requested-With", "XMLHttpRequest")]
    [InlineData("Sec-Purpose", "prefetch;prerender")]
    public async Task What_no_person_sees_is_not_sent_to_Podio(string header, string value)
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        var reply = await browser.GetAsync("/me", (header, value));
        Assert.Equal((401, null), (reply.Status, reply.Location));
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task An_endpoint_for_programs_answers_by_a_status()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        Assert.Equal(401, (await browser.GetAsync("/me.json")).Status);
        await browser.SignInAsync();
        Assert.Equal($"{{\"id\":{Site.Podio.Jane}}}", (await browser.GetAsync("/me.json")).Body);
    }

    [Fact]
    public async Task An_endpoint_that_allows_the_redirect_again_leads_to_Podio()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        Assert.Equal(303, (await browser.GetAsync("/me.page")).Status);
    }

    [Fact]
    public async Task A_site_with_users_of_its_own_copies_one_claim()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio, options: options => options.Events.OnTicketReceived = received =>
        {
            var login = received.Principal!.FindFirst(PodioAuthenticationDefaults.LoginClaimType)!;
            received.Principal = new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, "7"), new Claim(login.Type, login.Value)], "own"));
            return Task.CompletedTask;
        });
        using var browser = new Browser(site);
        await browser.SignInAsync();
        Assert.Equal($"user {Site.Podio.Jane}", (await browser.GetAsync("/me")).Body);
        Assert.Equal("may touch global:all", (await browser.GetAsync("/scope")).Body);
        Assert.Equal("True", (await browser.AskAsync("POST", "/sign-out")).Body);
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task A_sign_in_that_the_site_breaks_off_leaves_no_login()
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(
            podio, store, options: options => options.Events.OnTicketReceived = _ => throw new InvalidOperationException("Not you."));
        using var browser = new Browser(site);
        Assert.Equal(500, (await browser.SignInAsync()).Status);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == "person");
        Assert.Empty(await store.ListLoginsAsync().ToListAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_in_that_the_site_answers_itself_leaves_the_login_of_the_cookie_alone(bool isHandled)
    {
        await using var podio = await Site.Podio.StartAsync();
        var isWelcome = true;
        await using var site = await TestSite.StartAsync(podio, options: options => options.Events.OnTicketReceived = received =>
        {
            if (!isWelcome && isHandled)
            {
                received.Response.Redirect("/not-you");
                received.HandleResponse();
            }
            else if (!isWelcome)
            {
                received.SkipHandler();
            }

            return Task.CompletedTask;
        });
        using var browser = new Browser(site);
        await browser.SignInAsync();
        isWelcome = false;
        podio.Agrees(Site.Podio.Sam);
        var refused = await browser.SignInAsync();
        Assert.Equal(isHandled ? "/not-you" : null, refused.Location);
        Assert.Equal($"{TokenReference.User(Site.Podio.Jane)}", (await browser.GetAsync("/whose")).Body);
    }

    [Fact]
    public async Task Two_people_in_one_browser_one_after_the_other()
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        await browser.SignInAsync();
        var ofJane = browser.Cookies.Single().Value;
        podio.Agrees(Site.Podio.Sam);
        await browser.SignInAsync();
        Assert.Equal($"user {Site.Podio.Sam}", (await browser.GetAsync("/me")).Body);
        Assert.Equal($"{TokenReference.User(Site.Podio.Sam)}", (await browser.GetAsync("/whose")).Body);
        Assert.Single(await store.ListLoginsAsync().ToListAsync()); // Jane's has ended with her cookie.
        using var thief = new Browser(site);
        thief.Plant("person", ofJane);
        Assert.Equal($"{TokenSourceError.SignInAgain(SignInReason.NoLogin)}", (await thief.GetAsync("/whose")).Body);
    }

    [Fact]
    public async Task Many_people_at_once_are_each_themselves()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var jane = new Browser(site);
        using var sam = new Browser(site);
        podio.Agrees(Site.Podio.Jane);
        var answerOfJane = await jane.AnswerAsync(await jane.BeginAsync());
        podio.Agrees(Site.Podio.Sam);
        var answerOfSam = await sam.AnswerAsync(await sam.BeginAsync());
        await Task.WhenAll(jane.GetAsync(answerOfJane), sam.GetAsync(answerOfSam));
        var seen = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
            (i % 2 == 0, (await (i % 2 == 0 ? jane : sam).GetAsync("/whose")).Body)));
        Assert.All(seen, it => Assert.Equal($"{TokenReference.User(it.Item1 ? Site.Podio.Jane : Site.Podio.Sam)}", it.Body));
    }

    [Fact]
    public async Task Two_tabs_sign_in_at_once_and_of_six_the_oldest_is_given_up()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        List<string> begun = [];
        for (var i = 0; i < 6; i++)
        {
            begun.Add(await browser.BeginAsync());
        }

        Assert.Equal(5, browser.Cookies.Count);
        Assert.Equal("/failed/Forged", (await browser.GetAsync(await browser.AnswerAsync(begun[0]))).Location);
        Assert.All(
            await Task.WhenAll(begun.Skip(1).Select(async page => await browser.GetAsync(await browser.AnswerAsync(page)))),
            reply => Assert.Equal("/me", reply.Location));
    }

    [Fact]
    public async Task Of_the_sites_own_cookies_none_is_taken_away()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio, options: options => options.CorrelationCookie = new CookieBuilder());
        using var browser = new Browser(site);
        for (var i = 0; i < 9; i++)
        {
            browser.Plant($"of-the-site-{i}", "a");
        }

        await browser.BeginAsync();
        Assert.Equal(9, browser.Cookies.Count(cookie => cookie.Name.StartsWith("of-the-site", StringComparison.Ordinal)));
        Assert.Equal("/me", (await browser.SignInAsync()).Location);
    }

    [Fact]
    public async Task Planted_cookies_keep_nobody_from_signing_in()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        for (var i = 0; i < 40; i++)
        {
            browser.Plant($"podio-sign-in-{i}", "made-up");
        }

        Assert.Equal("/me", (await browser.SignInAsync()).Location);
        Assert.InRange(browser.Cookies.Count, 1, 5);
    }
}
