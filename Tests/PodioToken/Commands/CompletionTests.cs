using PodioOAuth.Functional.PodioToken.Tests.Running;

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

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Each_shell_has_a_script_that_asks_the_tool(string shell)
    {
        var run = await ToolRun.OfAsync(new Dictionary<string, string>(), "completion", shell);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("podio-token", run.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await ToolRun.OfAsync(new Dictionary<string, string>(), "completion", shell + "x")).ExitCode);
    }

    [SkippableFact]
    public async Task Bash_completes_by_its_script()
    {
        Skip.If(OperatingSystem.IsWindows(), "Bash is no part of Windows.");
        const string Script = """
            podio-token() { dotnet "$0" "$@"; }
            eval "$(podio-token completion bash)"
            COMP_WORDS=(podio-token login --no) COMP_CWORD=2 COMP_LINE='podio-token login --no' COMP_POINT=22
            _podio_token
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        using var bash = ToolProcess.StartProgram(new Dictionary<string, string>(), "bash", "-c", Script, ToolProcess.Assembly);
        Assert.Equal(new ToolRun(0, "--no-browser\n", ""), await bash.EndAsync());
    }
}
