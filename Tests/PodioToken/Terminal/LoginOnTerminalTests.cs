namespace PodioOAuth.Functional.PodioToken.Tests.Terminal;

/// <summary><c>login</c> as a person types it, on a terminal and with a browser of its own.</summary>
public sealed class LoginOnTerminalTests : InHome
{
    [SkippableFact]
    public async Task The_configured_browser_signs_in_and_no_secret_is_visible_anywhere()
    {
        TerminalRun.SkipWithout();
        var browser = Browser(Home, """
            ps -A -o args= > "$0.ps"; env > "$0.env"
            curl --silent --location --dump-header "$0.heads" --output "$0.page" "$(target "$1")"
            touch "$0.done"
            """);
        using var terminal = TerminalRun.Start(Home.Environment.With("BROWSER", browser), "login");
        await terminal.SeeAsync("Opening the browser. If it doesn't open, or shows an error, go to:");
        await terminal.SeeAsync($"{Home.Address}oauth/authorize?client_id=sample-client&redirect_uri=http%3A%2F%2Flocalhost%3A");
        var (code, seen) = await terminal.EndAsync();
        Assert.Equal(0, code);
        Assert.Contains("Account       user 2043311", seen, StringComparison.Ordinal);

        // The browser may end after the tool.
        Assert.True(SpinWait.SpinUntil(() => File.Exists($"{browser}.done"), RunningProcess.Patience));
        var secrets = LeakSearch.For("access_token", new Secret(await Home.TokenAsync()))
            .And(LeakSearch.For("code", new Secret(Between(await File.ReadAllTextAsync($"{browser}.heads"), "code=", "&"))));
        Assert.Empty(secrets.In("terminal", seen));
        Assert.Empty(secrets.In("page", await File.ReadAllTextAsync($"{browser}.page")));
        Assert.Contains("You can close this window", await File.ReadAllTextAsync($"{browser}.page"), StringComparison.Ordinal);
        var state = LeakSearch.For("state", new Secret(Between(seen, "state=", "\n")[..64])).And(OfAccount);
        var all = await File.ReadAllLinesAsync($"{browser}.ps"); // Of other tests too, which run beside this one.
        var processes = string.Join('\n', all.Where(IsOurs));
        Assert.Contains("podio-token.dll", processes, StringComparison.Ordinal);
        Assert.Empty(state.In("processes", processes));
        Assert.DoesNotContain("http://", processes, StringComparison.Ordinal);
        Assert.DoesNotContain("PODIO_", await File.ReadAllTextAsync($"{browser}.env"), StringComparison.Ordinal);
        new ToolRun(code, seen, "").WithoutLeaksOf(Home.Environment);

        bool IsOurs(string process) =>
            process.Contains("podio-token.dll", StringComparison.Ordinal) || process.Contains(browser, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_denial_is_reported_on_the_terminal()
    {
        TerminalRun.SkipWithout();
        Home.Podio.Update(state => state.WithConsent(Consent.Deny));
        var browser = Browser(Home, "curl --silent --location \"$(target \"$1\")\"");
        using var terminal = TerminalRun.Start(Home.Environment.With("BROWSER", browser), "login");
        await terminal.SeeAsync("podio-token: The user denied access.");
        Assert.Equal(30, (await terminal.EndAsync()).ExitCode);
    }

    [SkippableFact]
    public async Task Without_any_browser_the_address_is_shown_and_waited_for()
    {
        TerminalRun.SkipWithout();
        using var terminal = TerminalRun.Start(Home.Environment.With("BROWSER", "no-such-browser"), "login");
        await terminal.SeeAsync("No browser can be opened from here. Go to:\n");
        var seen = await terminal.SeeAsync("Waiting for the browser");
        await new ScriptedBrowser().WalkAsync(new Uri("http" + Between(seen, "Go to:\nhttp", "\n")));
        Assert.Equal(0, (await terminal.EndAsync()).ExitCode);
    }

    [SkippableFact]
    public async Task A_busy_port_is_reported()
    {
        TerminalRun.SkipWithout();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var terminal = TerminalRun.Start(Home.Environment, "login", "--port", $"{port}");
        await terminal.SeeAsync($"podio-token: Can't listen on port {port} for the callback:");
        Assert.Equal(35, (await terminal.EndAsync()).ExitCode);
    }

    [SkippableFact]
    public async Task What_is_pasted_is_not_seen()
    {
        TerminalRun.SkipWithout();
        using var terminal = TerminalRun.Start(Home.Environment, "login", "--no-browser");
        var seen = await terminal.SeeAsync("Address:");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var reply = await client.GetAsync(new Uri("http" + Between(seen, "browser:\nhttp", "\n")));
        var ended = reply.Headers.Location!.AbsoluteUri;
        await terminal.TypeAsync(ended + TerminalRun.Enter);
        var (code, all) = await terminal.EndAsync();
        Assert.Equal(0, code);
        Assert.Empty(LeakSearch.For("code", new Secret(Between(ended, "code=", "&"))).In("terminal", all));
    }

    [SkippableFact]
    public async Task Password_and_second_factor_are_typed_unseen()
    {
        TerminalRun.SkipWithout();
        Home.Podio.Update(state => state.WithSecondFactor(SamplePodio.UserId, "012345"));
        var environment = Home.Environment.With("PODIO_PASSWORD", null).With("PODIO_USERNAME", null).With("PODIO_CLIENT_SECRET", null);
        using var terminal = TerminalRun.Start(environment, "login", "--grant", "password");
        await AnswerAsync(terminal, "Client secret:", SamplePodio.Client.ClientSecret.Reveal());
        await AnswerAsync(terminal, "Username:", SamplePodio.Username);
        await AnswerAsync(terminal, "Password:", SamplePodio.Password.Reveal());
        await AnswerAsync(terminal, "One-time code or recovery code:", "012345");
        var (code, seen) = await terminal.EndAsync();
        Assert.Equal(0, code);
        Assert.Contains(SamplePodio.Username, seen, StringComparison.Ordinal);
        new ToolRun(code, seen, "").WithoutLeaksOf(Home.Environment);
        Assert.DoesNotContain("012345", seen, StringComparison.Ordinal);
    }

    private static LeakSearch OfAccount { get; } = LeakSearch.For("client_secret", SamplePodio.Client.ClientSecret)
        .And(LeakSearch.For("password", SamplePodio.Password)).And(LeakSearch.For("app_token", SamplePodio.AppToken));

    // Where the local file leads that a browser is opened at.
    private const string Target =
        """target() { curl --silent "$1" | sed -n 's/.*content="0;url=\([^"]*\)".*/\1/p' | sed 's/&amp;/\&/g'; }""";

    private static async Task AnswerAsync(TerminalRun terminal, string question, string answer)
    {
        await terminal.SeeAsync(question);
        await terminal.TypeAsync(answer + TerminalRun.Enter);
    }

    private static string Browser(Home home, string script)
    {
        var file = home["browser"];
        // It doesn't end with its terminal, as no browser does.
        File.WriteAllText(file, $"#!/bin/sh\ntrap '' HUP\n{Target}\n{script.ReplaceLineEndings("\n")}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return file;
    }

    private static string Between(string text, string before, string after) => text.Split(before)[1].Split(after)[0];
}
