using Microsoft.AspNetCore.DataProtection;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>What comes back from Podio's page, or pretends to.</summary>
public sealed class CallbackTests : OnSite
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    [Theory, InlineData(null, "/failed/Denied"), InlineData("/denied", "/denied?ReturnUrl=%2Fme")]
    public async Task A_user_who_denies_access_is_told_so_or_sent_to_the_access_denied_path(string? page, string end)
    {
        await using var site = await TestSite.StartAsync(options: options => options.AccessDeniedPath = page, pathBase: "/app");
        site.Podio.Denies();
        var reply = await site.Browser.SignInAsync((await site.Browser.AskAsync("POST", "/app/sign-in")).Location);
        Assert.Equal(page is null ? end : $"/app{end}", reply.Location);
        AssertNothingIsLeft(site);
    }

    [Theory, InlineData(""), InlineData("?code=made-up"), InlineData("?code=made-up&state=made-up"), InlineData("?error=access_denied")]
    public async Task Without_a_state_of_the_sites_own_it_is_forged(string query)
    {
        await Site.Browser.BeginAsync();
        var reply = await Site.Browser.GetAsync($"/signin-podio{query}");
        Assert.Equal("/failed/Forged", reply.Location);
        Assert.Equal("no-store", reply.CacheControl);
        Assert.Equal(0, Site.Podio.Exchanges);
    }

    [Fact]
    public async Task The_state_of_another_browser_is_forged()
    {
        using var attacker = new Browser(Site);
        await Site.Browser.BeginAsync();
        var answer = await attacker.AnswerAsync();
        Assert.Equal("/failed/Forged", (await Site.Browser.GetAsync(answer)).Location);
        Assert.Equal("/me", (await attacker.GetAsync(answer)).Location); // Not used up by the victim.
    }

    [Fact]
    public async Task The_state_of_another_scheme_is_forged()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var other = await TestSite.StartAsync(keys: keys.CreateProtector("another application"));
        await using var site = await TestSite.StartAsync(other.Podio, keys: keys);
        using var browser = new Browser(site, before: other.Browser);
        var state = Browser.Value(await other.Browser.BeginAsync(), "state");
        Assert.Equal("/failed/Forged", (await browser.GetAsync($"/signin-podio?code=a&state={state}")).Location);
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        var answer = await Site.Browser.AnswerAsync();
        Assert.Equal("/me", (await Site.Browser.GetAsync(answer)).Location);
        Assert.Equal("/failed/Forged", (await Site.Browser.GetAsync(answer)).Location);
        Assert.Equal($"user {Jane}", await Site.Browser.BodyOfAsync("/me"));
    }

    [Theory, InlineData(599, "/me"), InlineData(600, "/failed/Forged")]
    public async Task An_answer_is_waited_for_ten_minutes(int seconds, string end)
    {
        var answer = await Site.Browser.AnswerAsync();
        Site.Podio.Clock.Advance(TimeSpan.FromSeconds(seconds));
        Site.Podio.Machine.MoveClock(-TimeSpan.FromSeconds(seconds)); // The code's own end is another matter.
        Assert.Equal(end, (await Site.Browser.GetAsync(answer)).Location);
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task The_same_callback_many_times_at_once_leads_to_one_login(int machines)
    {
        await using var one = await TestSite.StartAsync(options: TestSite.AtOneAddress);
        await using var other = await one.StartAgainAsync(TestSite.AtOneAddress);
        var callback = new Uri(await one.Browser.AnswerAsync()).PathAndQuery;
        using var onOther = new Browser(machines == 1 ? one : other);
        foreach (var cookie in one.Browser.Cookies)
        {
            onOther.Plant(cookie.Name, cookie.Value); // Sent before the first reply came.
        }

        var replies = await Task.WhenAll(one.Browser.GetAsync(callback), onOther.GetAsync(callback), one.Browser.GetAsync(callback));
        Assert.Equal(["/me", "/me", "/me"], replies.Select(reply => reply.Location));
        Assert.Equal(1, one.Podio.Exchanges);
        Assert.Single(await one.Store.ListLoginsAsync().ToListAsync());
        Assert.Equal($"user {Jane}", await one.Browser.BodyOfAsync("/me"));
        Assert.Equal($"{TokenReference.User(Jane)}", await onOther.BodyOfAsync("/whose"));
    }

    [Fact]
    public async Task A_callback_that_the_browser_aborts_does_not_end_the_login_that_it_shares_with_the_next_one()
    {
        var (isHere, hasEnded) = (NewGate(), NewGate());
        await using var site = await TestSite.StartAsync(options: options => options.Events.OnTicketReceived = async received =>
        {
            if (isHere.TrySetResult())
            {
                received.Response.OnCompleted(() => Task.FromResult(hasEnded.TrySetResult()));
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, received.HttpContext.RequestAborted);
            }
        });
        var callback = await site.Browser.AnswerAsync();
        using var first = new Browser(site, before: site.Browser); // Another connection of the same browser.
        var aborted = first.GetAsync(callback);
        await isHere.Task.WaitAsync(Soon);
        Assert.Equal("/me", (await site.Browser.GetAsync(callback)).Location);
        first.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => aborted);
        await hasEnded.Task.WaitAsync(Soon);
        Assert.Equal($"{TokenReference.User(Jane)}", await site.Browser.BodyOfAsync("/whose"));
        Assert.Equal(1, site.Podio.Exchanges);
    }

    [Fact]
    public async Task An_attacker_who_knows_the_state_and_the_cookie_shares_no_login_with_the_user()
    {
        using var victim = new Browser(Site);
        var page = await Site.Browser.BeginAsync();
        var planted = Site.Browser.Cookies.Single();
        victim.Plant(planted.Name, planted.Value);
        List<string> answers = [];
        foreach (var (browser, user) in new[] { (Site.Browser, Sam), (victim, Jane) })
        {
            Site.Podio.Agrees(user);
            answers.Add(await browser.AnswerAsync(page));
        }

        Assert.Equal("/me", (await Site.Browser.GetAsync(answers[0])).Location);
        Assert.Equal("/me", (await victim.GetAsync(answers[1])).Location);
        Assert.Equal($"{TokenReference.User(Sam)}", await Site.Browser.BodyOfAsync("/whose"));
        Assert.Equal($"{TokenReference.User(Jane)}", await victim.BodyOfAsync("/whose"));
    }

    [Theory]
    [InlineData("GET", 503, "Sec-Purpose", "prefetch"), InlineData("GET", 503, "Sec-Purpose", "prefetch;prerender")]
    [InlineData("GET", 503, "Purpose", "prefetch"), InlineData("GET", 503, "X-Moz", "prefetch")]
    [InlineData("HEAD", 405), InlineData("POST", 405)]
    [InlineData("OPTIONS", 405)]
    public async Task A_callback_that_is_prefetched_or_only_inspected_is_not_used(
        string method, int status, string header = "X-Other", string value = "")
    {
        var answer = await Site.Browser.AnswerAsync();
        var reply = await Site.Browser.AskAsync(method, answer, (header, value));
        Assert.Equal((status, null), (reply.Status, reply.Location));
        Assert.Equal(status == 503 ? "no-store" : reply.CacheControl, reply.CacheControl);
        Assert.Empty(reply.Cookies);
        Assert.Equal(0, Site.Podio.Exchanges);
        Assert.Equal("/me", (await Site.Browser.GetAsync(answer)).Location);
    }

    [Theory]
    [InlineData("code=a&code=b", "Unreadable")]
    [InlineData("code=a&error=access_denied", "Unreadable")]
    [InlineData("access_token=a&token_type=bearer&expires_in=1", "Unreadable")]
    [InlineData("error=server_error", "Rejected")]
    [InlineData("code=never-issued", "CodeRejected")]
    public async Task A_sign_in_without_a_token_is_reported_and_leaves_nothing(string query, string problem)
    {
        var state = Browser.Value(await Site.Browser.BeginAsync(), "state");
        Assert.Equal($"/failed/{problem}", (await Site.Browser.GetAsync($"/signin-podio?{query}&state={state}")).Location);
        AssertNothingIsLeft(Site);
    }

    [Fact]
    public async Task Made_up_codes_leave_nothing()
    {
        for (var i = 0; i < 20; i++)
        {
            var state = Browser.Value(await Site.Browser.BeginAsync(), "state");
            Assert.Equal("/failed/CodeRejected", (await Site.Browser.GetAsync($"/signin-podio?code=made-up-{i}&state={state}")).Location);
        }

        AssertNothingIsLeft(Site);
    }

    public static TheoryData<Fault, bool> Outages => new()
    {
        { Fault.RateLimit(TimeSpan.FromMinutes(5)), false },
        { Fault.Refuse, true },
        { Fault.DropReply, true },
        { Fault.Unavailable(503), true },
    };

    [Theory, MemberData(nameof(Outages))]
    public async Task If_Podio_is_down_the_user_is_told_and_no_login_is_left(Fault fault, bool isInDoubt)
    {
        var answer = await Site.Browser.AnswerAsync();
        Site.Podio.Arm(fault);
        Assert.Equal("/failed/Unreachable", (await Site.Browser.GetAsync(answer)).Location);
        Assert.Empty(Site.Browser.Cookies);
        Assert.Equal(isInDoubt, await KeysOf(Site.Store).AnyAsync()); // The hash of a code that must not be sent again.
        Site.Podio.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(await KeysOf(Site.Store).AnyAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_store_that_is_down_is_reported(bool isReadable)
    {
        var store = new ScriptedStore();
        await using var site = await TestSite.StartAsync(store: store);
        var answer = await site.Browser.AnswerAsync();
        (store.BeforeWrite, store.BeforeRemove) = (ScriptedStore.Refuse, ScriptedStore.Refuse);
        store.BeforeRead = isReadable ? store.BeforeRead : ScriptedStore.Refuse;
        Assert.Equal("/failed/NotStored", (await site.Browser.GetAsync(answer)).Location);
        Assert.Empty(site.Browser.Cookies);
        Assert.Equal(0, site.Podio.Exchanges); // The code is good yet, but for a sign-in that begins anew.
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static IAsyncEnumerable<string> KeysOf(InMemoryTokenStore store) =>
        store.ListAsync().Where(key => key.StartsWith("login/", StringComparison.Ordinal)); // A limit of the client's is another matter.

    private static void AssertNothingIsLeft(TestSite site)
    {
        Assert.Empty(site.Browser.Cookies);
        Assert.Empty(site.Store.ListAsync().ToBlockingEnumerable());
    }
}
