using System.Net.NetworkInformation;

namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary>The wait for the browser: that it cannot begin, that nobody comes, that it is stopped.</summary>
public sealed class BrowserWaitTests : InHome
{
    [Theory]
    [InlineData("http://localhost:1/", true), InlineData("http://app.localtest.me:1/", true)]
    [InlineData("http://[::1]:1/", true), InlineData("http://127.0.0.1:1/", true)]
    [InlineData("http://127.0.0.2:1/", false), InlineData("https://localhost:1/", false)]
    [InlineData("http://localhost.example.com:1/", false), InlineData("http://localhost@example.com:1/", false)]
    public void Only_where_it_listens_is_waited(string redirectUri, bool isHere) =>
        Assert.Equal(isHere, RedirectAddress.LeadsHere(redirectUri));

    [Fact]
    public async Task If_no_callback_arrives_in_time_it_exits_with_34()
    {
        var browser = new BrowserThat(_ =>
        {
            Home.Time.Advance(TimeSpan.FromSeconds(301));
            return true;
        });
        var run = await Home.RunAsync(browser, "login");
        Assert.Equal((34, ""), (run.ExitCode, run.Output));
        Assert.EndsWith(
            "podio-token: The browser didn't come back within 300 seconds. Nothing was changed.\n", run.Error, StringComparison.Ordinal);
    }

    [SkippableTheory, InlineData("127.0.0.1"), InlineData("::1")]
    public async Task A_port_that_is_busy_on_IPv4_or_IPv6_exits_with_35(string half)
    {
        var address = IPAddress.Parse(half);
        Skip.IfNot(NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Any(own =>
            own.Address.Equals(address)), $"The machine has no {half}.");
        using var listener = new TcpListener(address, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var run = await Home.RunAsync(new BrowserThat(_ => throw new InvalidOperationException()), "login", "--port", $"{port}");
        Assert.Equal((35, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(
            $"{Home.Announcement}podio-token: Can't listen on port {port} for the callback: ",
            run.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example.com/callback"), InlineData("http://192.0.2.7/callback"), InlineData("https://localhost/callback")]
    public async Task An_address_that_leads_elsewhere_is_for_pasting(string redirectUri)
    {
        var run = await Home.RunAsync("login", "--redirect-uri", redirectUri);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("--no-browser", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_while_it_waits_it_exits_with_130_and_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var browser = new BrowserThat(_ =>
        {
            stop.Cancel();
            return true;
        });
        var run = await Home.RunAsync(null, browser, ["login"], stop.Token);
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.False(File.Exists(Home.ProfileFile()));
        Assert.Empty(Directory.Exists(Home.Logins) ? Directory.GetFiles(Home.Logins, "*.json") : []);
    }

    [Fact]
    public async Task Stopped_after_the_code_was_sent_it_keeps_the_login_and_exits_with_130()
    {
        using var stop = new CancellationTokenSource();
        await using var home = await Home.StartAsync(request =>
        {
            if (request.RevealPath() == "/oauth/token")
            {
                stop.Cancel(); // The code is spent by the reply that is on its way.
            }

            return null;
        });
        var run = await home.RunAsync(null, new ScriptedBrowser(), ["login"], stop.Token);
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.Contains("It is saved as profile default.", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await home.RunAsync("whoami")).ExitCode);
    }
}
