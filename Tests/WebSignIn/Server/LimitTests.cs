namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>How often a client may begin a sign-in and come back from one, and who a client is.</summary>
public sealed class LimitTests
{
    private static readonly KeyValuePair<string, string?> Three = new("Site:SignInsPerMinute", "3");

    [Fact]
    public async Task A_user_who_signs_in_too_often_is_told_to_wait()
    {
        await using var site = await RunningSite.StartAsync(settings: Three);
        using var guest = new Guest(site);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(303, (await guest.PressAsync("/", "/sign-in")).Status);
        }

        var reply = await guest.PressAsync("/", "/sign-in");
        Assert.Equal(429, reply.Status);
        Assert.InRange(int.Parse(reply.Headers["Retry-After"], null), 1, 60);
        Assert.Contains("<h1>Too many attempts</h1>", reply.Body, StringComparison.Ordinal);
        HeaderTests.AssertSecure(reply, site);
        Assert.Equal(200, (await guest.GetAsync("/")).Status); // And everything else goes on.
    }

    [Fact]
    public async Task One_callback_too_many_leads_to_a_page_without_the_code()
    {
        await using var site = await RunningSite.StartAsync(settings: Three);
        using var guest = new Guest(site);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("/problem/forged", (await guest.GetAsync("/callback?code=a&state=b")).Location);
        }

        var reply = await guest.GetAsync("/callback?code=a&state=b");
        Assert.Equal((303, "/problem/too-many"), (reply.Status, reply.Location));
        HeaderTests.AssertSecure(reply, site);
    }

    [Theory]
    [InlineData("/sign-in", "/SIGN-IN", 429, null), InlineData("/sign-in", "/sign-in/", 429, null)]
    [InlineData("/callback", "/CALLBACK", 303, "/problem/too-many"), InlineData("/callback", "/Callback/", 303, "/problem/too-many")]
    public async Task However_a_path_is_spelled_it_counts_for_the_same_limit(string path, string spelling, int status, string? location)
    {
        await using var site = await RunningSite.StartAsync(settings: Three);
        using var guest = new Guest(site);
        for (var i = 0; i < 3; i++)
        {
            await guest.GetAsync(path);
        }

        var reply = await guest.GetAsync(spelling);
        Assert.Equal((status, location), (reply.Status, reply.Location));
    }

    [Theory]
    [InlineData(null, "/problem/too-many")] // Anybody can write the header.
    [InlineData("192.0.2.1", "/problem/too-many"), InlineData("127.0.0.1", "/problem/forged")]
    public async Task What_a_proxy_says_of_the_client_is_believed_of_a_known_one_alone(string? proxy, string end)
    {
        await using var site = await RunningSite.StartAsync(settings: [Three, new("Site:Proxy", proxy)]);
        using var guest = new Guest(site);
        for (var i = 0; i < 3; i++)
        {
            await CallBackAsync("198.51.100.1");
        }

        Assert.Equal(end, await CallBackAsync("198.51.100.2"));
        Assert.Equal("/problem/too-many", await CallBackAsync("198.51.100.1"));

        async Task<string?> CallBackAsync(string client) => (await guest.AskAsync(
            HttpMethod.Get, "/callback?code=a&state=b", header: ("X-Forwarded-For", client))).Location;
    }

    [Fact]
    public async Task A_whole_network_of_IPv6_is_one_client()
    {
        await using var site = await RunningSite.StartAsync(settings: [Three, new("Site:Proxy", "127.0.0.1")]);
        using var guest = new Guest(site);
        foreach (var client in new[] { "2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::3" })
        {
            Assert.Equal("/problem/forged", await CallBackAsync(client));
        }

        Assert.Equal("/problem/too-many", await CallBackAsync("2001:db8::4"));
        Assert.Equal("/problem/forged", await CallBackAsync("2001:db8:0:1::4"));

        async Task<string?> CallBackAsync(string client) => (await guest.AskAsync(
            HttpMethod.Get, "/callback?code=a&state=b", header: ("X-Forwarded-For", client))).Location;
    }
}
