using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PodioOAuth.Functional.PodioToken.Tests.Running;

namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary><c>login</c> by a browser on this machine.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task The_browser_is_led_to_Podio_and_back_and_the_login_is_kept()
    {
        await using var home = await Home.StartAsync();
        var browser = new ScriptedBrowser();
        var run = await home.RunAsync(browser, "login", "--json");
        Assert.Equal(0, run.ExitCode);
        var told = JsonElement.Parse(run.Output);
        Assert.Equal(("signed_in", "default", "encrypted"), (Text(told, "outcome"), Text(told, "profile"), Text(told, "store")));
        Assert.Equal(2043311, told.GetProperty("ref").GetProperty("id").GetInt64());
        Assert.Contains($"{home.Address}oauth/authorize?client_id=sample-client&", run.Error, StringComparison.Ordinal);
        await browser.Walk;

        var token = new Secret(await home.TokenAsync());
        var codeOf = browser.Steps.Single(step => step.Address.Query.Contains("code=", StringComparison.Ordinal) && step.Address.AbsolutePath == "/callback");
        var code = new Secret(codeOf.Address.Query.Split("code=")[1].Split('&')[0]);
        run.WithoutLeaks(LeakSearch.For("access_token", token).And(LeakSearch.For("code", code)));
    }

    [Fact]
    public async Task What_the_browser_sees_in_the_end_holds_no_code_and_is_told_to_nobody()
    {
        await using var home = await Home.StartAsync();
        var browser = new ScriptedBrowser();
        await home.RunAsync(browser, "login");
        await browser.Walk;
        Assert.Equal(
            [HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.SeeOther, HttpStatusCode.OK], browser.Steps.Select(step => step.Reply.StatusCode));
        Assert.DoesNotContain("state", browser.Steps[0].Address.AbsoluteUri, StringComparison.Ordinal); // It stands in a list of processes.
        var last = browser.Steps[^1];
        Assert.Equal(("/podio-token/signed-in", ""), (last.Address.AbsolutePath, last.Address.Query));
        Assert.Contains("You may close this window", last.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("code", last.Page, StringComparison.Ordinal);
        Assert.All([browser.Steps[0], .. browser.Steps[2..]], step =>
        {
            var headers = step.Reply.Headers;
            Assert.Equal("no-store", headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        });
    }

    [Theory]
    [InlineData("state=00")]
    [InlineData("code=made-up-code")]
    [InlineData("error=access_denied")]
    [InlineData("code=one&code=two&state=00")]
    public async Task A_forged_answer_is_told_and_does_not_end_the_wait(string query)
    {
        await using var home = await Home.StartAsync();
        var forged = HttpStatusCode.OK;
        var browser = new ScriptedBrowser(address =>
        {
            if (address.AbsolutePath == "/callback")
            {
                using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true });
                forged = client.GetAsync(new Uri($"{address.GetLeftPart(UriPartial.Path)}?{query}")).GetAwaiter().GetResult().StatusCode;
            }

            return address;
        });
        var run = await home.RunAsync(browser, "login");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(HttpStatusCode.BadRequest, forged);
        Assert.Contains("podio-token: An answer came that belongs to another sign-in.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denied_is_30_and_leaves_nothing()
    {
        await using var home = await Home.StartAsync();
        home.Podio.Update(state => state.WithConsent(Consent.Deny));
        var browser = new ScriptedBrowser();
        var run = await home.RunAsync(browser, "login");
        Assert.Equal((30, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("podio-token: The user did not agree.\n", run.Error, StringComparison.Ordinal);
        await browser.Walk;
        Assert.Contains("You are not signed in", browser.Steps[^1].Page, StringComparison.Ordinal);
        Assert.Equal(40, (await home.RunAsync("token")).ExitCode);
    }

    [Theory]
    [InlineData("error=server_error&", 31, "refused")]
    [InlineData("code=one&code=two&", 33, "malformed_callback")]
    public async Task A_refusal_and_an_answer_that_cannot_be_read_have_codes_of_their_own(string query, int code, string outcome)
    {
        await using var home = await Home.StartAsync();
        var browser = new ScriptedBrowser(address => address.AbsolutePath == "/callback"
            ? new Uri($"{address.GetLeftPart(UriPartial.Path)}?{query}state={address.Query.Split("state=")[1]}")
            : address);
        var run = await home.RunAsync(browser, "login", "--json");
        Assert.Equal((code, outcome), (run.ExitCode, Text(JsonElement.Parse(run.Output), "outcome")));
    }

    [Fact]
    public async Task A_code_that_Podio_refuses_ends_in_the_page_that_says_so()
    {
        await using var home = await Home.StartAsync();
        var browser = new ScriptedBrowser(address =>
        {
            if (address.AbsolutePath == "/callback")
            {
                home.Podio.Update(state => state.Arm(Fault.Reject("invalid_grant")));
            }

            return address;
        });
        var run = await home.RunAsync(browser, "login", "--json");
        Assert.Equal((20, "code_rejected"), (run.ExitCode, Text(JsonElement.Parse(run.Output), "reason")));
        await browser.Walk;
        Assert.Equal("/podio-token/failed", browser.Steps[^1].Address.AbsolutePath);
    }

    [Fact]
    public async Task When_nobody_comes_in_time_it_is_34()
    {
        await using var home = await Home.StartAsync();
        var browser = new BrowserThat(_ =>
        {
            home.Time.Advance(TimeSpan.FromSeconds(301));
            return true;
        });
        var run = await home.RunAsync(browser, "login");
        Assert.Equal((34, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("podio-token: No answer came within 300 seconds. Nothing was changed.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_browser_the_address_is_enough()
    {
        await using var home = await Home.StartAsync();
        Task walk = Task.CompletedTask;
        var browser = new BrowserThat(start =>
        {
            walk = Task.Run(() => new ScriptedBrowser().WalkAsync(start));
            return false;
        });
        var run = await home.RunAsync(browser, "login");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("There is no browser that can be opened from here. Go to:\nhttp://127.0.0.1:", run.Error, StringComparison.Ordinal);
        await walk;
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_busy_port_is_35_whichever_half_of_it_is_busy(string half)
    {
        await using var home = await Home.StartAsync();
        using var listener = new TcpListener(IPAddress.Parse(half), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var run = await home.RunAsync(new BrowserThat(_ => throw new InvalidOperationException()), "login", "--port", $"{port}");
        Assert.Equal((35, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"podio-token: Cannot listen on port {port} for the browser's answer: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_redirect_URI_is_sent_byte_for_byte_and_listened_for()
    {
        await using var home = await Home.StartAsync();
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var browser = new ScriptedBrowser();
        var run = await home.RunAsync(browser, "login", "--redirect-uri", $"http://127.0.0.1:{port}/signed%20in?from=podio");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"redirect_uri=http%3A%2F%2F127.0.0.1%3A{port}%2Fsigned%2520in%3Ffrom%3Dpodio&", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await home.RunAsync(new ScriptedBrowser(), "login")).ExitCode); // The profile knows it by now.
    }

    [Theory]
    [InlineData("https://app.example.com/callback")]
    [InlineData("http://192.0.2.7/callback")]
    [InlineData("https://localhost/callback")]
    public async Task An_address_that_leads_elsewhere_is_for_pasting(string redirectUri)
    {
        await using var home = await Home.StartAsync();
        var run = await home.RunAsync("login", "--redirect-uri", redirectUri);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("--no-browser", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_while_it_waits_is_130_and_leaves_nothing()
    {
        await using var home = await Home.StartAsync();
        using var stop = new CancellationTokenSource();
        var browser = new BrowserThat(_ =>
        {
            stop.Cancel();
            return true;
        });
        var run = await home.RunAsync(null, browser, ["login"], stop.Token);
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.False(File.Exists(home.ProfileFile()));
        Assert.Empty(Directory.Exists(home.Logins) ? Directory.GetFiles(home.Logins, "*.json") : []);
    }

    [Fact]
    public async Task Stopped_after_the_code_was_sent_it_keeps_what_came_and_is_130_nevertheless()
    {
        await using var home = await Home.StartAsync();
        using var stop = new CancellationTokenSource();
        var podio = home.Podio;
        await using var slow = await LocalPodio.StartAsync(request =>
        {
            if (request.Path == "/oauth/token")
            {
                stop.Cancel(); // The code is spent by the reply that is on its way.
            }

            return podio.Handle(request).Reply;
        });
        home.Environment["PODIO_URL"] = slow.Address.AbsoluteUri;
        var run = await home.RunAsync(null, new ScriptedBrowser(), ["login"], stop.Token);
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.Contains("It is kept as profile default.", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await home.RunAsync("whoami")).ExitCode);
    }

    private static string? Text(JsonElement told, string member) => told.GetProperty(member).GetString();
}
