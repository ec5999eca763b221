namespace PodioOAuth.Functional.PodioToken.Tests.Terminal;

/// <summary>Ctrl-C at each place where the tool waits for somebody: 130, the terminal as it was, and nothing half-written.</summary>
public sealed class StopTests : InHome
{
    private const string EchoAndLines = "stty -a | tr ' ;' '\\n\\n' | grep -x -e -*echo -e -*icanon";

    [SkippableTheory]
    [InlineData("Client id:", "PODIO_CLIENT_ID", "login")]
    [InlineData("Password:", "PODIO_PASSWORD", "login", "--grant", "password")]
    [InlineData("Address:", "", "login", "--no-browser")]
    [InlineData("Waiting for the browser", "", "login")]
    [InlineData("Password:", "PODIO_PASSWORD", "password")]
    [InlineData("One-time code", "", "login", "--grant", "password")]
    public async Task Ctrl_C_is_130_and_the_terminal_shows_again_what_is_typed(string waiting, string missing, params string[] args)
    {
        TerminalRun.SkipWithout();
        Home.Podio.Update(state => state.WithSecondFactor(SamplePodio.UserId, "012345"));
        var environment = Home.Environment.With(missing, null).With("BROWSER", "true");
        using var terminal = TerminalRun.StartShell(
            environment,
            $"trap : INT; dotnet '{ToolProcess.Assembly}' {string.Join(' ', args)}; code=$?; {EchoAndLines}; exit $code");
        await terminal.SeeAsync(waiting);
        await terminal.TypeAsync("some" + TerminalRun.CtrlC);
        var (code, seen) = await terminal.EndAsync();
        Assert.Equal(130, code);
        Assert.EndsWith("\nicanon\necho\n", seen, StringComparison.Ordinal);
        Assert.False(File.Exists(Home.ProfileFile()));
        Assert.Empty(Directory.Exists(Home.Logins) ? Directory.GetFiles(Home.Logins, "*.json") : []);
        Assert.DoesNotContain("Unhandled", seen, StringComparison.Ordinal);
        Assert.False(terminal.IsCursorHidden);
    }

    [SkippableTheory]
    [InlineData(20, "podio-token: Podio rejected the refresh token")]
    [InlineData(25, "podio-token: The token store contains a truncated or corrupt entry")]
    public async Task An_ended_and_a_torn_login_are_reported_on_the_terminal(int expected, string told)
    {
        TerminalRun.SkipWithout();
        await Home.SignInAsync("--store", "plain");
        if (expected == 25)
        {
            await File.WriteAllTextAsync(Home.PlainEntry, """{"format":"podio-oauth","ver""");
        }
        else
        {
            Home.Podio.Update(state => state.RevokeAll());
            var entry = await File.ReadAllTextAsync(Home.PlainEntry);
            await File.WriteAllTextAsync(Home.PlainEntry, entry.Replace("\"08:00:00\"", "\"-08:00:00\"", StringComparison.Ordinal));
        }

        using var terminal = TerminalRun.Start(Home.Environment, "token");
        await terminal.SeeAsync(told);
        Assert.Equal(expected, (await terminal.EndAsync()).ExitCode);
        using var doctor = TerminalRun.Start(Home.Environment, "doctor");
        await doctor.SeeAsync("Cure");
        await doctor.SeeAsync("podio-token login");
        Assert.Equal(expected, (await doctor.EndAsync()).ExitCode);
    }
}
