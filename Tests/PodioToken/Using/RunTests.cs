using System.Runtime.InteropServices;
using PodioToken.Running;

namespace PodioOAuth.Functional.PodioToken.Tests.Using;

/// <summary><c>run</c>: another program has the token, and nobody sees it.</summary>
public sealed class RunTests : InHome
{
    private const string NoShell = "Windows has no sh.";

    [SkippableFact]
    public async Task The_program_has_token_and_address_in_its_environment_and_its_exit_code_is_passed_on()
    {
        Skip.If(OperatingSystem.IsWindows(), NoShell);
        var token = await Home.SignInAsync();
        using var tool = ToolProcess.Start(
            Home.Environment, "run", "--", "sh", "-c", "echo \"$PODIO_ACCESS_TOKEN $PODIO_URL $1\"; exit 7", "sh", "--json");
        Assert.Equal(new ToolRun(7, $"{token} {Home.Address} --json\n", ""), await tool.EndAsync());
    }

    [SkippableFact]
    public async Task No_shell_reads_the_arguments_and_none_holds_the_token()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        var token = await Home.SignInAsync();
        using var tool = ToolProcess.Start(Home.Environment, "run", "--", "cat", "/proc/self/cmdline", "/proc/self/../$HOME;`id`");
        var run = await tool.EndAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Matches("^(/[^/\0]+)+/cat\0", run.Output);
        Assert.EndsWith("/cat\0/proc/self/cmdline\0/proc/self/../$HOME;`id`\0", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(token, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_exits_with_127()
    {
        await Home.SignInAsync();
        Assert.Equal(
            new ToolRun(127, "", "podio-token: The program no-such-program wasn't found.\n"),
            await Home.RunAsync("run", "--", "no-such-program"));
    }

    [SkippableTheory, InlineData("true", 0, false), InlineData("./true", 3, true)]
    public async Task A_file_of_the_current_directory_is_run_only_by_its_path(string program, int code, bool hasToken)
    {
        Skip.If(OperatingSystem.IsWindows(), NoShell);
        var token = await Home.SignInAsync();
        await File.WriteAllTextAsync(Home["true"], "#!/bin/sh\necho \"$PODIO_ACCESS_TOKEN\"\nexit 3\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Home["true"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        using var tool = ToolProcess.StartProgram(
            Home.Environment, "sh", "-c", "cd \"$0\" && exec dotnet \"$@\"", Home[""], ToolProcess.Assembly, "run", "--", program);
        Assert.Equal(new ToolRun(code, hasToken ? $"{token}\n" : "", ""), await tool.EndAsync());
    }

    [Fact]
    public async Task Without_a_login_nothing_is_run()
    {
        var run = await Home.RunAsync("run", "--", "sh", "-c", $"touch '{Home["touched"]}'");
        Assert.Equal(40, run.ExitCode);
        Assert.False(File.Exists(Home["touched"]));
        Assert.Equal(1, (await Home.RunAsync("run")).ExitCode);
    }

    [SkippableTheory, InlineData("TERM", 143), InlineData("INT", 130), InlineData("HUP", 129)]
    public async Task A_signal_is_passed_to_the_program(string signal, int code)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        Skip.If(signal == "INT" && !OperatingSystem.IsLinux(), "Nothing but setsid leaves the runner's terminal.");
        await Home.SignInAsync();

        // Without a terminal: a runner in the foreground of one would share it, and Ctrl-C is left to the terminal.
        string[] dotnet = OperatingSystem.IsLinux() ? ["setsid", "dotnet"] : ["dotnet"];
        using var tool = ToolProcess.StartProgram(
            Home.Environment,
            dotnet[0],
            [.. dotnet[1..], ToolProcess.Assembly, "run", "--", "sh", "-c", "echo ready; exec sleep 300"]);
        Assert.Equal("ready", await tool.ReadLineAsync());
        await tool.SignalAsync(signal);
        Assert.Equal(new ToolRun(code, "", ""), await tool.EndAsync());
    }

    [SkippableFact]
    public void A_signal_that_came_while_the_program_was_started_is_passed_on_as_what_it_was()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var signals = new Signals(isInForeground: () => true);
        signals.BeforeStart();
        signals.Receive(PosixSignal.SIGTERM);
        using var program = Process.Start("sleep", ["300"]);
        signals.PassTo(program);
        program.WaitForExit();
        Assert.Equal(143, program.ExitCode);
    }

    [SkippableFact]
    public void Ctrl_C_that_comes_while_the_program_is_started_is_left_to_the_terminal()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var signals = new Signals(isInForeground: () => true);
        signals.BeforeStart();
        using var program = Process.Start("sleep", ["300"]);
        signals.Receive(PosixSignal.SIGINT); // The terminal has sent it to the program as well.
        signals.PassTo(program);
        signals.Receive(PosixSignal.SIGTERM);
        program.WaitForExit();
        Assert.Equal(143, program.ExitCode);
    }

    [SkippableFact]
    public void A_signal_that_comes_when_the_program_has_ended_reaches_nobody()
    {
        Skip.If(OperatingSystem.IsWindows(), NoShell);
        using var signals = new Signals(isInForeground: () => true);
        signals.BeforeStart();
        var program = Process.Start("true");
        signals.PassTo(program);
        program.WaitForExit();
        signals.Receive(PosixSignal.SIGTERM);
        signals.Dispose();
        Assert.Throws<InvalidOperationException>(() => program.HasExited); // Disposed too, and not before.
        signals.Receive(PosixSignal.SIGTERM); // On the signal's own thread, an exception would end the process.
    }

    [Fact]
    public void A_signal_that_comes_when_no_program_was_started_reaches_nobody()
    {
        using var signals = new Signals(isInForeground: () => true);
        signals.Dispose();
        signals.Receive(PosixSignal.SIGTERM);
        Assert.Throws<ObjectDisposedException>(() => signals.Stopped);
    }

    [SkippableFact]
    public async Task A_program_that_survives_a_signal_is_awaited()
    {
        Skip.If(OperatingSystem.IsWindows(), NoShell);
        await Home.SignInAsync();
        using var tool = ToolProcess.Start(
            Home.Environment, "run", "--", "sh", "-c", "trap 'echo heard; kill $!; exit 5' TERM; sleep 300 & echo ready; wait");
        Assert.Equal("ready", await tool.ReadLineAsync());
        await tool.SignalAsync("TERM");
        Assert.Equal(new ToolRun(5, "heard\n", ""), await tool.EndAsync());
    }

    // The program ends by SIGTERM, which the tool passes on last.
    [SkippableTheory, InlineData(""), InlineData("< /dev/null")]
    public async Task Ctrl_C_on_a_terminal_reaches_the_program_once_wherever_its_input_comes_from(string redirection)
    {
        const string Program = """
            exec < /dev/tty; n=0; trap "n=\$((n+1)); echo int \$n" INT; trap "echo heard \$n; exit 9" TERM;
            echo ready; while [ $n = 0 ]; do :; done; until read x; do :; done; kill -TERM $PPID; while :; do :; done
            """;
        TerminalRun.SkipWithout();
        await Home.SignInAsync();
        using var terminal = TerminalRun.StartShell(
            Home.Environment, $"exec dotnet '{ToolProcess.Assembly}' run -- sh -c '{Program.ReplaceLineEndings(" ")}' {redirection}");
        await terminal.SeeAsync("ready");
        await terminal.TypeAsync(TerminalRun.CtrlC);
        await terminal.SeeAsync("int 1");
        await terminal.TypeAsync(TerminalRun.Enter);
        await terminal.SeeAsync("heard 1");
        Assert.Equal(9, (await terminal.EndAsync()).ExitCode);
    }
}
