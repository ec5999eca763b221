namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>The server-side flow: what begins a login, and what does not.</summary>
public sealed class SignInTests : OnSite
{
    [Fact]
    public async Task A_user_who_agrees_is_signed_in_and_sees_the_account()
    {
        Assert.Equal("/account", await Guest.SignInAsync());
        var page = await Guest.GetAsync("/account");
        Assert.Contains("<h1>Jane</h1>", page.Body, StringComparison.Ordinal);
        Assert.Contains("jane@example.com · Podio user 2043311", page.Text, StringComparison.Ordinal);
        Assert.Matches("data-left=\"expires\">in (7 h 59|8 h 0) min<", page.Body);
        Assert.Matches("data-left=\"renews\">in 7 h \\d+ min<", page.Body);
        Assert.Contains("<code>user:read space:read</code>", (await Guest.GetAsync("/account/scope")).Body, StringComparison.Ordinal);
        Assert.Equal(["form", "person"], Guest.Cookies.Select(cookie => cookie.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_state_is_bound_to_the_browser_by_a_256_bit_cookie_that_does_not_reveal_it()
    {
        var states = new[] { Guest.StateOf(await Guest.BeginAsync()), Guest.StateOf(await Guest.BeginAsync()) };
        Assert.NotEqual(states[0], states[1]);
        var cookies = Guest.Cookies.Where(cookie => cookie.Name.StartsWith("signing-in-", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, cookies.Length);
        Assert.All(cookies, cookie =>
        {
            Assert.True(cookie.HttpOnly);
            Assert.Matches("^[0-9a-f]{64}$", cookie.Value);
            Assert.All(states, state => Assert.Empty(LeakSearch.For("state", state).In("cookie", $"{cookie.Name}={cookie.Value}")));
        });
        var reply = await Guest.PressAsync("/", "/sign-in");
        Assert.Contains("max-age=600; path=/; samesite=lax; httponly", reply.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Two_tabs_sign_in_at_once()
    {
        var (first, second) = (await Guest.BeginAsync(), await Guest.BeginAsync());
        var (late, early) = (await Guest.AgreeAsync(first), await Guest.AgreeAsync(second));
        Assert.Equal("/account", (await Guest.GetAsync(early)).Location);
        Assert.Equal("/account", (await Guest.GetAsync(late)).Location);
    }

    [Fact]
    public async Task The_oldest_of_six_started_sign_ins_is_dropped()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var site = await RunningSite.StartAsync(time);
        using var guest = new Guest(site);
        List<string> begun = [];
        for (var i = 0; i < 6; i++)
        {
            begun.Add(await guest.BeginAsync());
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("/problem/forged", (await guest.GetAsync(await guest.AgreeAsync(begun[0]))).Location);
        Assert.Equal("/account", (await guest.GetAsync(await guest.AgreeAsync(begun[1]))).Location);
    }

    [Theory, InlineData(599, "/account"), InlineData(600, "/problem/forged")]
    public async Task A_sign_in_may_take_ten_minutes(int seconds, string end)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var site = await RunningSite.StartAsync(time);
        using var guest = new Guest(site);
        var answer = await guest.AgreeAsync(await guest.BeginAsync());
        time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(end, (await guest.GetAsync(answer)).Location);
    }

    [Fact]
    public async Task A_form_of_another_site_starts_nothing()
    {
        Assert.Equal("/problem/stale", (await Guest.PressAsync("/", "/sign-in", isOwn: false)).Location);
        Assert.Equal("/problem/stale", (await Guest.PressAsync("/", "/client-side", isOwn: false)).Location);
    }

    [Fact]
    public async Task The_token_is_renewed_when_it_is_due()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var site = await RunningSite.StartAsync(time);
        using var guest = new Guest(site);
        await guest.SignInAsync();
        time.Advance(TimeSpan.FromHours(7.95)); // Within the last minutes.
        Assert.Contains("Podio user 2043311", (await guest.GetAsync("/account")).Body, StringComparison.Ordinal);
        await site.Tokens.WaitForAsync(2);
    }
}
