namespace PodioOAuth.Functional.PodioToken.Tests;

/// <summary>The tool as processes: <c>serve</c> and the commands that read its lines, signals, terminals.</summary>
public sealed class ProcessTests
{
    private const string NoSignals = "Windows has no signals, and no sh to read the lines.";

    [SkippableFact]
    public async Task A_shell_reads_the_lines_of_serve_and_each_command_gets_its_token()
    {
        Skip.If(OperatingSystem.IsWindows(), NoSignals);
        using var folder = new TemporaryFolder();
        using var podio = await ServedPodio.StartProcessAsync();
        Assert.All(podio.Lines.TrimEnd().Split('\n'), line => Assert.Matches("^PODIO_[A-Z_]+='[^']*'$", line));

        var runs = await Task.WhenAll(
            podio.RunAsync("password", "--json", "--save", folder["token.json"]),
            podio.RunAsync("app", "--format", "json"),
            podio.RunAsync("code", "--transport", "flurl", "--json"));
        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(2043311, JsonElement.Parse(runs[0].Output).GetProperty("ref").GetProperty("id").GetInt64());
        Assert.StartsWith("Reference    app 654321\n", runs[1].Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', runs[1].Output); // A pipe is no terminal.

        var refreshToken = JsonElement.Parse(await File.ReadAllBytesAsync(folder["token.json"])).GetProperty("refresh_token").GetString()!;
        var environment = new Dictionary<string, string> { ["PODIO_REFRESH_TOKEN"] = refreshToken };
        var refreshed = await podio.RunAsync(environment, "refresh", "--save", folder["token.json"]);
        Assert.Equal(0, refreshed.WithoutLeaksOf(environment).ExitCode);
        var spent = await podio.RunAsync(environment, "refresh", "--json", "--save", folder["token.json"]);
        Assert.Equal((12, ""), (spent.ExitCode, spent.Error));

        var served = await podio.StopAsync("INT");
        Assert.Equal((130, ""), (served.ExitCode, served.Output));
        Assert.StartsWith("podio-token: This is NOT Podio", served.Error, StringComparison.Ordinal);
        Assert.Contains("\nPOST /oauth/token 200\n", served.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SIGTERM_stops_serve()
    {
        Skip.If(OperatingSystem.IsWindows(), NoSignals);
        using var podio = await ServedPodio.StartProcessAsync();
        Assert.Equal(130, (await podio.StopAsync("TERM")).ExitCode);
    }

    [SkippableFact]
    public async Task Ctrl_C_while_it_waits_exits_with_130_and_leaves_nothing()
    {
        Skip.If(OperatingSystem.IsWindows(), NoSignals);
        using var folder = new TemporaryFolder();
        using var asked = new SemaphoreSlim(0);
        using var gone = new ManualResetEventSlim();
        await using var server = await Server.StartAsync(_ =>
        {
            asked.Release();
            gone.Wait(RunningProcess.Patience);
            return Server.Granted();
        });
        using var tool = ToolProcess.Start(Account.At(server.Address), "app", "--json", "--save", folder["token.json"]);
        Assert.True(await asked.WaitAsync(RunningProcess.Patience));
        await tool.SignalAsync("INT");
        var run = await tool.EndAsync();
        gone.Set();
        Assert.Equal(new ToolRun(130, "", ""), run);
        Assert.Empty(folder.Names);
    }

    [SkippableTheory, InlineData("", true), InlineData("1", false)]
    public async Task A_terminal_sees_progress_and_colours_unless_NO_COLOR_is_set(string noColor, bool isColoured)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The terminal is made by the script of util-linux.");
        await using var server = await Server.StartAsync(Server.Json(400, """{"error":"invalid_grant"}"""));
        var environment = Account.At(server.Address).With("TERM", "xterm-256color").With("NO_COLOR", noColor.Length > 0 ? noColor : null);
        using var tool = ToolProcess.StartProgram(
            environment, "script", "--quiet", "--return", "--flush", "--command", $"dotnet '{ToolProcess.Assembly}' app", "/dev/null");
        var run = (await tool.EndAsync()).WithoutLeaksOf(environment);
        Assert.Equal(12, run.ExitCode);
        Assert.Contains("Requesting a token", run.Output, StringComparison.Ordinal);
        Assert.Contains("invalid_grant", run.Output, StringComparison.Ordinal);
        Assert.Equal(isColoured, System.Text.RegularExpressions.Regex.IsMatch(run.Output, @"\u001b\[(\d+;)*[349][0-9;]*m"));
    }
}
