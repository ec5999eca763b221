namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>What somebody who means harm may send, plant or repeat.</summary>
public sealed class AttackTests : OnSite
{
    private const string Pending = "signing-in-";

    [Fact]
    public async Task A_Host_header_does_not_say_where_Podio_sends_the_code()
    {
        var reply = await Guest.PressAsync("/", "/sign-in", host: "evil.example");
        Assert.Equal(303, reply.Status);
        Assert.Contains(Uri.EscapeDataString(new Uri(Site.Address, "callback").AbsoluteUri), reply.Location, StringComparison.Ordinal);
        foreach (var path in new[] { "/", "/account", "/callback?code=a&state=b", "/nowhere" })
        {
            var shown = await Guest.AskAsync(HttpMethod.Get, path, host: "evil.example");
            Assert.DoesNotContain("evil.example", string.Join('\n', shown.Shown(isOfPodio: false)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_of_an_answer_comes_back_in_a_header_or_a_page()
    {
        const string Mark = "mark-of-an-attacker";
        string[] values = [$"%0d%0aLocation:%20//{Mark}", $"<script>{Mark}</script>", $"//{Mark}", Mark + new string('a', 3000)];
        foreach (var value in values)
        {
            string[] queries = [$"state={value}&code={value}", $"error={value}", $"state={value}&state={value}", $"returnUrl={value}"];
            foreach (var query in queries)
            {
                var reply = await Guest.GetAsync($"/callback?{query}");
                Assert.Contains(reply.Location, new[] { "/problem/forged", "/problem/malformed" });
                Assert.DoesNotContain(Mark, string.Join('\n', reply.Headers.Values), StringComparison.Ordinal);
                Assert.DoesNotContain(Mark, (await Guest.GetAsync(reply.Location!)).Body, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_callback_that_arrives_twice_at_once_leads_to_one_page()
    {
        var answer = await Guest.AgreeAsync(await Guest.BeginAsync());
        var pending = Guest.Cookies.Single(it => it.Name.StartsWith(Pending, StringComparison.Ordinal));
        using var client =
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Site.Address };
        // From a guest's container, the first reply may delete the cookie before the second request is sent.
        var ends = await Task.WhenAll(ReturnAsync(), ReturnAsync());
        Assert.All(ends, end => Assert.Equal("/account", end.Reply.Location));
        Assert.Single(Site.Tokens.All);
        await Assert.AllAsync(ends, async end =>
        {
            var person = "person=" + end.Cookies.Split("person=")[1];
            var (account, _) = await HttpsTests.SendAsync(client, HttpMethod.Get, "/account", person);
            Assert.Contains("Podio user 2043311", account.Body, StringComparison.Ordinal);
        });

        Task<(Reply Reply, string Cookies)> ReturnAsync() =>
            HttpsTests.SendAsync(client, HttpMethod.Get, answer, $"{pending.Name}={pending.Value}");
    }

    [Fact]
    public async Task Inspecting_a_callback_does_not_use_it_up()
    {
        var answer = await Guest.AgreeAsync(await Guest.BeginAsync());
        Assert.Equal(405, (await Guest.AskAsync(HttpMethod.Head, answer)).Status);
        Assert.Equal("/account", (await Guest.GetAsync(answer)).Location);
    }

    [Fact]
    public async Task Cookies_that_change_places_match_nothing()
    {
        var states = new[] { Guest.StateOf(await Guest.BeginAsync()), Guest.StateOf(await Guest.BeginAsync()) };
        var cookies = Guest.Cookies.Where(it => it.Name.StartsWith(Pending, StringComparison.Ordinal))
            .Select(it => (it.Name, it.Value)).ToArray();
        Assert.Equal(2, cookies.Length);
        Guest.Plant(cookies[0].Name, cookies[1].Value);
        Guest.Plant(cookies[1].Name, cookies[0].Value);
        foreach (var state in states)
        {
            Assert.Equal("/problem/forged", (await Guest.GetAsync($"/callback?code=a&state={state}")).Location);
        }
    }

    [Theory, InlineData("prefetch"), InlineData("prefetch;prerender")]
    public async Task A_callback_that_a_browser_prefetches_is_not_used(string purpose)
    {
        var answer = await Guest.AgreeAsync(await Guest.BeginAsync());
        var ahead = await Guest.AskAsync(HttpMethod.Get, answer, header: ("Sec-Purpose", purpose));
        Assert.Equal(503, ahead.Status);
        HeaderTests.AssertSecure(ahead, Site);
        Assert.Empty(Site.Tokens.All);
        Assert.Equal("/account", (await Guest.GetAsync(answer)).Location);
    }

    [Fact]
    public async Task Planted_cookies_keep_nobody_from_signing_in()
    {
        for (var index = 0; index < 10; index++)
        {
            Guest.Plant($"{Pending}{index}", $"made-up-{index}");
        }

        Assert.Equal("/account", await Guest.SignInAsync());
        Assert.InRange(Guest.Cookies.Count(it => it.Name.StartsWith(Pending, StringComparison.Ordinal)), 0, 4);
    }

    [Fact]
    public async Task A_planted_login_is_not_the_one_that_is_started()
    {
        using var attacker = new Guest(Site);
        await attacker.SignInAsync();
        var planted = attacker.Cookies.Single(it => it.Name == "person").Value;
        var authorize = await Guest.BeginAsync();
        Guest.Plant("person", planted);
        Assert.Equal("/account", (await Guest.GetAsync(await Guest.AgreeAsync(authorize))).Location);
        Assert.NotEqual(planted, Guest.Cookies.Single(it => it.Name == "person").Value);
        Assert.Equal("/problem/ended", (await attacker.GetAsync("/account")).Location); // And not the person's account.
    }

    [Fact]
    public async Task A_restarted_site_knows_no_user_and_continues()
    {
        await using var before = await RunningSite.StartAsync();
        using var guest = new Guest(before);
        var answer = await guest.AgreeAsync(await guest.BeginAsync());
        await guest.SignInAsync();
        await using var after = await RunningSite.StartAsync();
        using var returning = new Guest(after, guest);
        Assert.Equal("/", (await returning.GetAsync("/account")).Location);
        Assert.Equal("/problem/forged", (await returning.GetAsync(new Uri(answer).PathAndQuery)).Location);
        Assert.Equal("/problem/stale", (await returning.PressAsync("/", "/sign-in", isOwn: false)).Location);
        Assert.Equal("/account", await returning.SignInAsync());
    }
}
