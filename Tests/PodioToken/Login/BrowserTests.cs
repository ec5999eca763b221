namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary><c>login</c> by a browser on this machine.</summary>
public sealed class BrowserTests : InHome
{
    [Fact]
    public async Task The_browser_is_led_to_Podio_and_back_and_the_login_is_kept()
    {
        var browser = new ScriptedBrowser();
        var run = await Home.RunAsync(browser, "login", "--json");
        Assert.Equal(0, run.ExitCode);
        var told = JsonElement.Parse(run.Output);
        Assert.Equal(("signed_in", "default", "encrypted"), (Text(told, "outcome"), Text(told, "profile"), Text(told, "store")));
        Assert.Equal(2043311, told.GetProperty("ref").GetProperty("id").GetInt64());
        Assert.Contains($"{Home.Address}oauth/authorize?client_id=sample-client&", run.Error, StringComparison.Ordinal);
        await browser.Walk;

        var token = new Secret(await Home.TokenAsync());
        var callback = browser.Steps.Single(step => step.Address.AbsolutePath == "/callback").Address;
        var code = new Secret(callback.Query.Split("code=")[1].Split('&')[0]);
        run.WithoutLeaks(LeakSearch.For("access_token", token).And(LeakSearch.For("code", code)));
    }

    [Fact]
    public async Task The_final_page_contains_no_code_and_sends_no_referrer()
    {
        var browser = new ScriptedBrowser();
        await Home.RunAsync(browser, "login");
        await browser.Walk;
        Assert.Equal(
            [HttpStatusCode.Redirect, HttpStatusCode.SeeOther, HttpStatusCode.OK],
            browser.Steps.Select(step => step.Reply.StatusCode));
        var last = browser.Steps[^1];
        Assert.Equal(("/podio-token/signed-in", ""), (last.Address.AbsolutePath, last.Address.Query));
        Assert.Contains("You can close this window", last.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("code", last.Page, StringComparison.Ordinal);
        Assert.All(browser.Steps[1..], step =>
        {
            var headers = step.Reply.Headers;
            Assert.Equal("no-store", headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
            var policy = headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        });
    }

    [Fact]
    public async Task Without_a_browser_the_address_is_enough()
    {
        Task walk = Task.CompletedTask;
        var browser = new BrowserThat(start =>
        {
            walk = Task.Run(() => new ScriptedBrowser().WalkAsync(start));
            return false;
        });
        var run = await Home.RunAsync(browser, "login");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            $"{Home.Announcement}No browser can be opened from here. Go to:\n{Home.Address}oauth/authorize?",
            run.Error,
            StringComparison.Ordinal);
        await walk;
    }

    [Fact]
    public async Task A_registered_redirect_URI_is_sent_byte_for_byte_and_listened_for()
    {
        var port = FreePort();
        var browser = new ScriptedBrowser();
        var run = await Home.RunAsync(browser, "login", "--redirect-uri", $"http://127.0.0.1:{port}/signed%20in?from=podio");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            $"redirect_uri=http%3A%2F%2F127.0.0.1%3A{port}%2Fsigned%2520in%3Ffrom%3Dpodio&", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Home.RunAsync(new ScriptedBrowser(), "login")).ExitCode); // The profile knows it by now.
    }

    // Of those that no system gives out by itself: else another test may have it before the tool listens, and at the second login.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 30_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            if (Record.Exception(listener.Start) is null)
            {
                return port;
            }
        }
    }

    private static string? Text(JsonElement told, string member) => told.GetProperty(member).GetString();
}
