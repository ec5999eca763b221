namespace PodioOAuth.Functional.PodioToken.Tests.Commands;

/// <summary>Completion: what the tool suggests, and the scripts that ask it.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("podio-token lo", "login\nlogout\n")]
    [InlineData("podio-token login --no", "--no-browser\n")]
    [InlineData("podio-token login --store ", "encrypted\nkeychain\nplain\n")]
    public async Task The_tool_suggests(string line, string suggestions)
    {
        var run = await ToolRun.OfAsync(new Dictionary<string, string>(), $"[suggest:{line.Length}]", line);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(suggestions, run.Output);
    }

    [Fact]
    public async Task Profiles_are_suggested_by_name()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--profile", "work");
        Assert.Equal("work\n", (await home.RunAsync("[suggest:30]", "podio-token status --profile w")).Output);
    }

    [Theory, InlineData("bash"), InlineData("zsh"), InlineData("fish"), InlineData("pwsh")]
    public async Task Each_shell_has_a_script_that_asks_the_tool(string shell)
    {
        var run = await ToolRun.OfAsync(new Dictionary<string, string>(), "completion", shell);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("podio-token", run.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await ToolRun.OfAsync(new Dictionary<string, string>(), "completion", shell + "x")).ExitCode);
    }

    private const string ForBash = """
        COMP_WORDS=(podio-token login --no) COMP_CWORD=2 COMP_LINE='podio-token login --no' COMP_POINT=22
        _podio_token
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    [SkippableTheory]
    [InlineData("bash", ForBash)]
    [InlineData("zsh", "words=(podio-token login --no) CURRENT=3; _podio-token")]
    [InlineData("fish", "complete --do-complete 'podio-token login --no'")]
    public async Task The_shell_itself_completes_by_its_script(string shell, string asked)
    {
        var isThere = File.Exists($"/usr/bin/{shell}");
        Assert.True(isThere || Environment.GetEnvironmentVariable("CI") != "true", $"CI has to have {shell}.");
        Skip.IfNot(isThere, $"There is no {shell}.");
        using var folder = new TemporaryFolder();
        var script = await ToolRun.OfAsync(new Dictionary<string, string>(), "completion", shell);
        // What they are within a completion, they are not here.
        const string ForZsh = "compdef() { }; compadd() { shift; print -l -- \"$@\" }\n";
        await File.WriteAllTextAsync(folder["script"], $"{(shell == "zsh" ? ForZsh : "")}{script.Output}{asked}\n");
        await File.WriteAllTextAsync(folder["podio-token"], $"#!/bin/sh\nexec dotnet '{ToolProcess.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["podio-token"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var path = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        var environment = new Dictionary<string, string> { ["PATH"] = path, ["HOME"] = folder.Path };
        using var run = ToolProcess.StartProgram(environment, shell, folder["script"]);
        Assert.Equal(new ToolRun(0, "--no-browser\n", ""), await run.EndAsync());
    }
}
