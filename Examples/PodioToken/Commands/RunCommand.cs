using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using PodioOAuth.Functional;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Running;
using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary>Runs a program that finds the token in its environment, where other users of the machine can't read it, and nowhere in its
/// arguments. No shell reads the command.</summary>
internal sealed class RunCommand : ProfileCommand
{
    private const int NoEntry = 2; // ENOENT, and also ERROR_FILE_NOT_FOUND.
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly Argument<string[]> _command = new("COMMAND")
    {
        Arity = ArgumentArity.OneOrMore,
        HelpName = "-- COMMAND [ARGUMENTS]",
        Description = "The program and its arguments.",
    };

    public RunCommand(Surroundings surroundings)
        : base(
            "run",
            "Run a program with a fresh access token in its environment as PODIO_ACCESS_TOKEN, and the API's address as PODIO_URL. "
                + "The exit code is that of the program.",
            surroundings) => Arguments.Add(_command);

    public override IReadOnlyList<Variable> Variables => [Variable.AccessToken, .. base.Variables];

    protected override bool UsesEnvironment => true;

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        using var signals = new Signals(Foreground.HasThisProcess);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Stopped);
        var command = parsed.GetRequiredValue(_command);
        await using var session = await OpenSessionAsync(parsed, teller, stop.Token);
        var answer = await teller.Error.WhileShowingAsync("Getting a token…", () => session.Source.GetTokenAsync(stop.Token));
        return await answer.Match(
            Right: token => Find(command[0]) is { } program
                ? ChildAsync(StartOf(program, command[1..], token, session.Profile.Endpoint), signals)
                : Task.FromResult(NotFound(command[0])),
            Left: error => Task.FromResult(session.OutcomeOf(error, Surroundings.Time.GetUtcNow())));
    }

    // Process.Start would prefer a file beside the tool or in the current directory to one in the PATH, and give it the token. Windows has
    // rules of its own.
    private static string? Find(string program) => OperatingSystem.IsWindows() ? program : FindOnUnix(program);

    [UnsupportedOSPlatform("windows")]
    private static string? FindOnUnix(string program) => program.Contains('/', StringComparison.Ordinal)
        ? Path.GetFullPath(program)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, program)))
            .FirstOrDefault(file => File.Exists(file) && (File.GetUnixFileMode(file) & Executable) != 0);

    // Token and address belong together: the token of a local stand-in must not be sent to Podio, or vice versa.
    private static ProcessStartInfo StartOf(string program, string[] arguments, Token token, PodioEndpoint endpoint)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        start.Environment[Variable.AccessToken.Name] = token.AccessToken.Reveal();
        start.Environment[Variable.Url.Name] = endpoint.Api.AbsoluteUri;
        return start;
    }

    private static async Task<Outcome> ChildAsync(ProcessStartInfo start, Signals signals)
    {
        Process? child;
        signals.BeforeStart();
        signals.Stopped.ThrowIfCancellationRequested();
        try
        {
            child = Process.Start(start);
        }
        catch (Exception exception) when (exception is Win32Exception or FileNotFoundException)
        {
            return exception is Win32Exception { NativeErrorCode: NoEntry } or FileNotFoundException
                ? NotFound(start.FileName)
                : Outcome.Failed(ExitCode.NoProgram, $"{start.FileName} couldn't be started: {exception.Message}");
        }

        signals.PassTo(child!);
        await child!.WaitForExitAsync(CancellationToken.None); // The program decides whether a signal ends it.
        return new Outcome("ran", child.ExitCode, Sentence: null) { IsTold = true };
    }

    private static Outcome NotFound(string program) => Outcome.Failed(ExitCode.NoProgram, $"The program {program} wasn't found.");
}
