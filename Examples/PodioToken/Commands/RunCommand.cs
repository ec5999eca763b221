using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
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
        using var signals = new Signals(isOnTerminal: !Console.IsInputRedirected);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Stopped);
        var command = parsed.GetRequiredValue(_command);
        await using var session = await OpenSessionAsync(parsed, teller, stop.Token);
        var answer = await teller.Error.WhileShowingAsync("Getting a token…", () => session.Source.GetTokenAsync(stop.Token));
        return await answer.Match(
            Right: token => ChildAsync(StartOf(command, token, session.Profile.Endpoint), signals),
            Left: error => Task.FromResult(session.OutcomeOf(error, Surroundings.Time.GetUtcNow())));
    }

    // Token and address belong together: the token of a local stand-in must not be sent to Podio, or vice versa.
    private static ProcessStartInfo StartOf(string[] command, Token token, PodioEndpoint endpoint)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false };
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
            return Outcome.Failed(ExitCode.NoProgram, exception is Win32Exception { NativeErrorCode: NoEntry } or FileNotFoundException
                ? $"The program {start.FileName} wasn't found."
                : $"{start.FileName} couldn't be started: {exception.Message}");
        }

        signals.PassTo(child!);
        await child!.WaitForExitAsync(CancellationToken.None); // The program decides whether a signal ends it.
        return new Outcome("ran", child.ExitCode, Sentence: null) { IsTold = true };
    }
}
