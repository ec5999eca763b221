using System.Security.Claims;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>People who agree at Podio's page are signed in, each as themselves.</summary>
public sealed class SignInTests : OnSite
{
    [Fact]
    public async Task A_user_who_agrees_is_signed_in_and_calls_Podio()
    {
        await using var site = await TestSite.StartAsync(options: options => options.Scope = PodioScope.Of(
            ScopeItem.User(ScopePermission.Read)));
        var reply = await site.Browser.SignInAsync();
        Assert.Equal("/me", reply.Location);
        Assert.Contains("no-store", reply.CacheControl, StringComparison.Ordinal);
        Assert.Equal("no-referrer", reply.ReferrerPolicy);
        Assert.Equal($"user {Jane}", await site.Browser.BodyOfAsync("/me"));
        Assert.Equal("may touch user:read", await site.Browser.BodyOfAsync("/scope"));
        Assert.Equal("status 200", await site.Browser.BodyOfAsync("/call"));
        Assert.Equal("person", Assert.Single(site.Browser.Cookies).Name); // And nothing is left of the sign-in.
    }

    [Fact]
    public async Task A_page_for_users_leads_to_Podio_and_back_to_itself()
    {
        var challenged = await Site.Browser.GetAsync("/me?tab=b%20c");
        Assert.Equal((303, "no-store"), (challenged.Status, challenged.CacheControl));
        Assert.StartsWith(Site.Podio.Address.AbsoluteUri, challenged.Location, StringComparison.Ordinal);
        Assert.Equal("/me?tab=b%20c", (await Site.Browser.SignInAsync(challenged.Location!)).Location);
        Assert.Equal($"{{\"id\":{Jane}}}", await Site.Browser.BodyOfAsync("/me.json"));
    }

    [Theory]
    [InlineData(401, "/me", "Sec-Fetch-Mode", "cors"), InlineData(401, "/me", "X-Requested-With", "XMLHttpRequest")]
    [InlineData(401, "/me", "Sec-Purpose", "prefetch;prerender")]
    [InlineData(401, "/me.json")] // An endpoint for programs,
    [InlineData(303, "/me.page")] // and one that allows the redirect again.
    [InlineData(401, "/call", "Sec-Fetch-Mode", "cors")] // And one whose call of Podio has no token.
    public async Task A_background_request_is_not_sent_to_Podio(int status, string path, string header = "X-Other", string value = "")
    {
        var reply = await Site.Browser.GetAsync(path, (header, value));
        Assert.Equal((status, status == 401), (reply.Status, reply.Location is null));
        Assert.Equal(status == 401, Site.Browser.Cookies.Count == 0);
    }

    [Fact]
    public async Task A_site_with_its_own_users_copies_one_claim()
    {
        await using var site = await TestSite.StartAsync(options: options => options.Events.OnTicketReceived = received =>
        {
            var login = received.Principal!.FindFirst(PodioAuthenticationDefaults.LoginClaimType)!;
            received.Principal = new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, "7"), new Claim(login.Type, login.Value)], "own"));
            return Task.CompletedTask;
        });
        await site.Browser.SignInAsync();
        Assert.Equal($"user {Jane}", await site.Browser.BodyOfAsync("/me"));
        Assert.Equal("may touch global:all", await site.Browser.BodyOfAsync("/scope"));
        Assert.Equal("True", (await site.Browser.AskAsync("POST", "/sign-out")).Body);
        Assert.Empty(site.Browser.Cookies);
    }

    [Fact]
    public async Task A_sign_in_that_the_site_aborts_leaves_no_login()
    {
        await using var site = await TestSite.StartAsync(
            options: options => options.Events.OnTicketReceived = _ => throw new InvalidOperationException("Not you."));
        Assert.Equal(500, (await site.Browser.SignInAsync()).Status);
        Assert.DoesNotContain(site.Browser.Cookies, cookie => cookie.Name == "person");
        Assert.Empty(await site.Store.ListLoginsAsync().ToListAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_sign_in_that_the_site_handles_itself_keeps_the_login_of_the_cookie(bool isHandled)
    {
        var isWelcome = true;
        await using var site = await TestSite.StartAsync(options: options => options.Events.OnTicketReceived = received =>
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
        await site.Browser.SignInAsync();
        isWelcome = false;
        site.Podio.Agrees(Sam);
        var refused = await site.Browser.SignInAsync();
        Assert.Equal(isHandled ? "/not-you" : null, refused.Location);
        Assert.Equal($"{TokenReference.User(Jane)}", await site.Browser.BodyOfAsync("/whose"));
    }

    [Fact]
    public async Task Two_people_in_one_browser_one_after_the_other()
    {
        await Site.Browser.SignInAsync();
        var ofJane = Site.Browser.Cookies.Single().Value;
        Site.Podio.Agrees(Sam);
        await Site.Browser.SignInAsync();
        Assert.Equal($"user {Sam}", await Site.Browser.BodyOfAsync("/me"));
        Assert.Equal($"{TokenReference.User(Sam)}", await Site.Browser.BodyOfAsync("/whose"));
        Assert.Single(await Site.Store.ListLoginsAsync().ToListAsync()); // Jane's has ended with her cookie.
        using var thief = new Browser(Site);
        thief.Plant("person", ofJane);
        Assert.Equal($"{TokenSourceError.SignInAgain(SignInReason.NoLogin)}", await thief.BodyOfAsync("/whose"));
    }

    [Fact]
    public async Task Many_people_at_once_are_each_themselves()
    {
        var jane = Site.Browser;
        using var sam = new Browser(Site);
        Site.Podio.Agrees(Jane);
        var answerOfJane = await jane.AnswerAsync();
        Site.Podio.Agrees(Sam);
        var answerOfSam = await sam.AnswerAsync();
        await Task.WhenAll(jane.GetAsync(answerOfJane), sam.GetAsync(answerOfSam));
        var seen = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
            (i % 2 == 0, (await (i % 2 == 0 ? jane : sam).GetAsync("/whose")).Body)));
        Assert.All(seen, it => Assert.Equal($"{TokenReference.User(it.Item1 ? Jane : Sam)}", it.Body));
    }

    [Fact]
    public async Task Two_tabs_sign_in_at_once_and_of_six_the_oldest_is_given_up()
    {
        List<string> begun = [];
        for (var i = 0; i < 6; i++)
        {
            begun.Add(await Site.Browser.BeginAsync());
        }

        Assert.Equal(5, Site.Browser.Cookies.Count);
        Assert.Equal("/failed/Forged", (await Site.Browser.SignInAsync(begun[0])).Location);
        Assert.All(
            await Task.WhenAll(begun.Skip(1).Select(page => Site.Browser.SignInAsync(page))),
            reply => Assert.Equal("/me", reply.Location));
    }

    [Fact]
    public async Task None_of_the_sites_own_cookies_is_removed()
    {
        await using var site = await TestSite.StartAsync(options: options => options.CorrelationCookie = new CookieBuilder());
        Plant(site, "of-the-site", 9);
        await site.Browser.BeginAsync();
        Assert.Equal(9, site.Browser.Cookies.Count(cookie => cookie.Name.StartsWith("of-the-site", StringComparison.Ordinal)));
        Assert.Equal("/me", (await site.Browser.SignInAsync()).Location);
    }

    [Fact]
    public async Task Planted_cookies_keep_nobody_from_signing_in()
    {
        Plant(Site, "podio-sign-in", 40);
        Assert.Equal("/me", (await Site.Browser.SignInAsync()).Location);
        Assert.InRange(Site.Browser.Cookies.Count, 1, 5);
    }

    private static void Plant(TestSite site, string name, int count) =>
        Array.ForEach([.. Enumerable.Range(0, count)], i => site.Browser.Plant($"{name}-{i}", "made-up"));
}
