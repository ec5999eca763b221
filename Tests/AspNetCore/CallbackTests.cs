using Microsoft.AspNetCore.DataProtection;
using PodioOAuth.Functional.AspNetCore.Tests.Site;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>What comes back from Podio's page, or pretends to.</summary>
public sealed class CallbackTests
{
    [Fact]
    public async Task Who_does_not_agree_is_told_so()
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        podio.Denies();
        Assert.Equal("/failed/Denied", (await browser.SignInAsync()).Location);
        AssertNothingIsLeft(browser, store);
    }

    [Fact]
    public async Task Who_does_not_agree_goes_to_the_page_for_that()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio, options: options => options.AccessDeniedPath = "/denied", pathBase: "/app");
        using var browser = new Browser(site);
        podio.Denies();
        var page = (await browser.AskAsync("POST", "/app/sign-in")).Location!;
        Assert.Equal("/app/denied?ReturnUrl=%2Fme", (await browser.GetAsync(await browser.AnswerAsync(page))).Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=made-up")]
    [InlineData("?code=made-up&state=made-up")]
    [InlineData("?error=access_denied")]
    public async Task Without_a_state_of_the_sites_own_it_is_forged(string query)
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        await browser.BeginAsync();
        var reply = await browser.GetAsync($"/signin-podio{query}");
        Assert.Equal("/failed/Forged", reply.Location);
        Assert.Equal("no-store", reply.CacheControl);
        Assert.Equal(0, podio.Exchanges);
    }

    [Fact]
    public async Task The_state_of_another_browser_is_forged()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var attacker = new Browser(site);
        using var victim = new Browser(site);
        await victim.BeginAsync();
        var answer = await attacker.AnswerAsync(await attacker.BeginAsync());
        Assert.Equal("/failed/Forged", (await victim.GetAsync(answer)).Location);
        Assert.Equal("/me", (await attacker.GetAsync(answer)).Location); // Not used up by the victim.
    }

    [Fact]
    public async Task The_state_of_another_scheme_is_forged()
    {
        await using var podio = await Site.Podio.StartAsync();
        var keys = new EphemeralDataProtectionProvider();
        await using var other = await TestSite.StartAsync(podio, keys: keys.CreateProtector("another application"));
        await using var site = await TestSite.StartAsync(podio, keys: keys);
        using var stranger = new Browser(other);
        using var browser = new Browser(site, stranger);
        var state = Browser.Value(await stranger.BeginAsync(), "state");
        Assert.Equal("/failed/Forged", (await browser.GetAsync($"/signin-podio?code=a&state={state}")).Location);
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        var answer = await browser.AnswerAsync(await browser.BeginAsync());
        Assert.Equal("/me", (await browser.GetAsync(answer)).Location);
        Assert.Equal("/failed/Forged", (await browser.GetAsync(answer)).Location);
        Assert.Equal($"user {Site.Podio.Jane}", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData(599, "/me")]
    [InlineData(600, "/failed/Forged")]
    public async Task An_answer_is_waited_for_ten_minutes(int seconds, string end)
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        var answer = await browser.AnswerAsync(await browser.BeginAsync());
        podio.Clock.Advance(TimeSpan.FromSeconds(seconds));
        podio.Machine.MoveClock(-TimeSpan.FromSeconds(seconds)); // The code's own end is another matter.
        Assert.Equal(end, (await browser.GetAsync(answer)).Location);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_same_answer_many_times_at_once_ends_in_one_login(int machines)
    {
        await using var podio = await Site.Podio.StartAsync();
        var (store, keys) = (new InMemoryTokenStore(podio.Clock), new EphemeralDataProtectionProvider());
        await using var one = await TestSite.StartAsync(podio, store, keys, AtOneAddress);
        await using var other = await TestSite.StartAsync(podio, store, keys, AtOneAddress);
        using var browser = new Browser(one);
        var query = new Uri(await browser.AnswerAsync(await browser.BeginAsync())).Query;
        using var onOther = new Browser(machines == 1 ? one : other);
        foreach (var cookie in browser.Cookies)
        {
            onOther.Plant(cookie.Name, cookie.Value); // Sent before the first reply came.
        }

        var replies = await Task.WhenAll(
            browser.GetAsync($"/signin-podio{query}"),
            onOther.GetAsync($"/signin-podio{query}"),
            browser.GetAsync($"/signin-podio{query}"));
        Assert.Equal(["/me", "/me", "/me"], replies.Select(reply => reply.Location));
        Assert.Equal(1, podio.Exchanges);
        Assert.Single(await store.ListLoginsAsync().ToListAsync());
        Assert.Equal($"user {Site.Podio.Jane}", (await browser.GetAsync("/me")).Body);
        Assert.Equal($"{TokenReference.User(Site.Podio.Jane)}", (await onOther.GetAsync("/whose")).Body);

        static void AtOneAddress(PodioAuthenticationOptions options) => options.SiteAddress = new Uri("http://127.0.0.1:8080");
    }

    [Fact]
    public async Task Whoever_knows_the_state_and_the_cookie_shares_no_login_with_who_signs_in_by_them()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var attacker = new Browser(site);
        using var victim = new Browser(site);
        var page = await attacker.BeginAsync();
        var planted = attacker.Cookies.Single();
        victim.Plant(planted.Name, planted.Value);
        podio.Agrees(Site.Podio.Sam);
        var ofAttacker = await attacker.AnswerAsync(page);
        podio.Agrees(Site.Podio.Jane);
        var ofVictim = await victim.AnswerAsync(page);
        Assert.Equal("/me", (await attacker.GetAsync(ofAttacker)).Location);
        Assert.Equal("/me", (await victim.GetAsync(ofVictim)).Location);
        Assert.Equal($"{TokenReference.User(Site.Podio.Sam)}", (await attacker.GetAsync("/whose")).Body);
        Assert.Equal($"{TokenReference.User(Site.Podio.Jane)}", (await victim.GetAsync("/whose")).Body);
    }

    [Theory]
    [InlineData("Sec-Purpose", "prefetch")]
    [InlineData("Sec-Purpose", "prefetch;prerender")]
    [InlineData("Purpose", "prefetch")]
    [InlineData("X-Moz", "prefetch")]
    public async Task An_answer_that_is_fetched_ahead_is_not_used(string header, string value)
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        var answer = await browser.AnswerAsync(await browser.BeginAsync());
        var ahead = await browser.GetAsync(answer, (header, value));
        Assert.Equal((503, null, "no-store"), (ahead.Status, ahead.Location, ahead.CacheControl));
        Assert.Empty(ahead.Cookies);
        Assert.Equal(0, podio.Exchanges);
        Assert.Equal("/me", (await browser.GetAsync(answer)).Location);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("OPTIONS")]
    public async Task An_answer_that_is_only_looked_at_is_not_used(string method)
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        var answer = await browser.AnswerAsync(await browser.BeginAsync());
        Assert.Equal(405, (await browser.AskAsync(method, answer)).Status);
        Assert.Equal("/me", (await browser.GetAsync(answer)).Location);
    }

    [Theory]
    [InlineData("code=a&code=b", "Unreadable")]
    [InlineData("code=a&error=access_denied", "Unreadable")]
    [InlineData("access_token=a&token_type=bearer&expires_in=1", "Unreadable")]
    [InlineData("error=server_error", "Refused")]
    [InlineData("code=never-issued", "CodeRejected")]
    public async Task What_brings_no_token_is_told_and_leaves_nothing(string query, string problem)
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        var state = Browser.Value(await browser.BeginAsync(), "state");
        Assert.Equal($"/failed/{problem}", (await browser.GetAsync($"/signin-podio?{query}&state={state}")).Location);
        AssertNothingIsLeft(browser, store);
    }

    [Fact]
    public async Task Made_up_codes_by_the_hundred_leave_nothing()
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        for (var i = 0; i < 100; i++)
        {
            var state = Browser.Value(await browser.BeginAsync(), "state");
            Assert.Equal("/failed/CodeRejected", (await browser.GetAsync($"/signin-podio?code=made-up-{i}&state={state}")).Location);
        }

        AssertNothingIsLeft(browser, store);
    }

    public static TheoryData<Fault, bool> Outages => new()
    {
        { Fault.RateLimit(TimeSpan.FromMinutes(5)), false },
        { Fault.Refuse, true },
        { Fault.DropReply, true },
        { Fault.Unavailable(503), true },
    };

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_Podio_that_is_down_is_told_and_leaves_no_login(Fault fault, bool isInDoubt)
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        var answer = await browser.AnswerAsync(await browser.BeginAsync());
        podio.Arm(fault);
        Assert.Equal("/failed/Unreachable", (await browser.GetAsync(answer)).Location);
        Assert.Empty(browser.Cookies);
        Assert.Equal(isInDoubt, await KeysOf(store).AnyAsync()); // The hash of a code that must not be sent again.
        podio.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(await KeysOf(store).AnyAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_is_down_is_told(bool isReadable)
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new FailingStore();
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        var answer = await browser.AnswerAsync(await browser.BeginAsync());
        (store.RefusesChanges, store.RefusesReads) = (true, !isReadable);
        Assert.Equal("/failed/NotStored", (await browser.GetAsync(answer)).Location);
        Assert.Empty(browser.Cookies);
        Assert.Equal(0, podio.Exchanges); // The code is good yet, but for a sign-in that begins anew.
    }

    private static IAsyncEnumerable<string> KeysOf(InMemoryTokenStore store) =>
        store.ListAsync().Where(key => key.StartsWith("login/", StringComparison.Ordinal)); // A limit of the client's is another matter.

    private static void AssertNothingIsLeft(Browser browser, InMemoryTokenStore store)
    {
        Assert.Empty(browser.Cookies);
        Assert.Empty(store.ListAsync().ToBlockingEnumerable());
    }
}
