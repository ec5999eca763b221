namespace PodioOAuth.Functional.PodioToken.Tests.Terminal;

/// <summary>Where standard input is no terminal, <c>login</c> takes a line of it for each answer.</summary>
public sealed class PipeTests : InHome
{
    private const string Lines = "printf '%s\\n' \"$FIRST\" \"$SECOND\" | dotnet \"$0\" login --grant password --json";

    [SkippableFact]
    public async Task Answers_are_lines()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no sh.");
        var environment = Home.Environment.With("PODIO_CLIENT_SECRET", null).With("PODIO_PASSWORD", null)
            .With("FIRST", SamplePodio.Client.ClientSecret.Reveal()).With("SECOND", SamplePodio.Password.Reveal());
        using var tool = ToolProcess.StartProgram(environment, "sh", "-c", Lines, ToolProcess.Assembly);
        var run = (await tool.EndAsync()).WithoutLeaksOf(Home.Environment);
        Assert.Equal((0, Home.Announcement), (run.ExitCode, run.Error));
        Assert.StartsWith("""{"outcome":"signed_in",""", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_missing_answer_exits_with_2()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no sh.");
        using var tool = ToolProcess.Start(Home.Environment.With("PODIO_PASSWORD", null), "login", "--grant", "password");
        var run = await tool.EndAsync();
        Assert.Equal(
            new ToolRun(
                2, "", $"{Home.Announcement}podio-token: Not set in the environment, and no terminal to ask on: PODIO_PASSWORD.\n"),
            run);
    }

    [SkippableFact]
    public async Task Ctrl_C_leaves_a_pipe_that_never_ends()
    {
        TerminalRun.SkipWithout();
        using var terminal = TerminalRun.StartShell(
            Home.Environment,
            $"trap : INT; mkfifo '{Home["pipe"]}'; exec 3<>'{Home["pipe"]}'; "
                + $"dotnet '{ToolProcess.Assembly}' login --no-browser <&3; exit $?");
        await terminal.SeeAsync("Then paste the address");
        await terminal.TypeAsync(TerminalRun.CtrlC);
        Assert.Equal(130, (await terminal.EndAsync()).ExitCode);
    }
}
