using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using PodioOAuth.Functional;
using PodioToken.Asking;
using PodioToken.Help;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Settings;
using PodioToken.SigningIn;

namespace PodioToken.Commands;

/// <summary>The command line as a whole.</summary>
internal static class PodioTokenCommand
{
    // Arguments never come from a file: a name that starts with @ is a name.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    // What System.CommandLine returns if a command hasn't ended in time after SIGTERM.
    private const int Terminated = 143;

    /// <summary>How long a command may take to end after Ctrl-C or SIGTERM: longer than a renewal, whose reply may contain the only valid
    /// refresh token, than a sign-in, and than a local Podio.</summary>
    public static TimeSpan LongestStop { get; } = ProfileSession.LongestRenewal + TimeSpan.FromSeconds(10);

    /// <summary>Runs a command line and returns the exit code.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="environment">Returns the value of an environment variable, or null.</param>
    /// <param name="invocation">The output streams and the signals to handle.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="questions">Who answers questions; null for no one.</param>
    /// <param name="browser">The browser; null for the one that the environment selects.</param>
    /// <param name="cancellationToken">Stops the command, as Ctrl-C does.</param>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        Func<string, string?> environment,
        InvocationConfiguration invocation,
        TimeProvider? time = null,
        IQuestions? questions = null,
        IBrowser? browser = null,
        CancellationToken cancellationToken = default)
    {
        invocation.EnableDefaultExceptionHandler = false; // It would print details of the exception, and treat Ctrl-C as an error.
        var surroundings = new Surroundings(
            environment, time ?? TimeProvider.System, questions ?? Questions.None, browser ?? new SystemBrowser(environment));
        var parsed = Create(surroundings).Parse(args, Parsing);
        if (parsed.CommandResult.Command is RunCommand)
        {
            invocation.ProcessTerminationTimeout = null; // Signals are its child's.
        }

        try
        {
            if (parsed.Action is ParseErrorAction)
            {
                Refuse(parsed, args, invocation);
                return ExitCode.CommandLine;
            }

            var code = CodeOf(await parsed.InvokeAsync(invocation, cancellationToken), parsed.CommandResult.Command);
            if (code == ExitCode.Stopped && parsed.CommandResult.Command is not RunCommand)
            {
                EndLine(invocation.Error); // The signal arrived before the exception that it causes.
            }

            return code;
        }
        catch (OperationCanceledException)
        {
            EndLine(invocation.Error);
            return ExitCode.Stopped;
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return TellLess(exception, invocation.Error);
        }
    }

    /// <summary>Returns the exit code for the one of an invocation: the same after Ctrl-C and SIGTERM, except from the program that
    /// <c>run</c> has run.</summary>
    internal static int CodeOf(int code, Command command) => code == Terminated && command is not RunCommand ? ExitCode.Stopped : code;

    // The terminal shows ^C at the cursor: start a new line for the shell's prompt.
    private static void EndLine(TextWriter error)
    {
        if (Terminal.IsTerminal(error))
        {
            error.WriteLine();
        }
    }

    // A full disk or a closed stream isn't a bug in the program; the exit code may be the only way to report it.
    private static int TellLess(Exception failure, TextWriter error)
    {
        try
        {
            error.WriteLine($"podio-token: The output couldn't be written: {failure.Message}");
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            // Standard error is what can't be written to.
        }

        return ExitCode.NotTold;
    }

    // Not System.CommandLine's action: it writes help and suggestions to standard output, where a program expects an outcome or nothing.
    private static void Refuse(ParseResult parsed, IEnumerable<string> args, InvocationConfiguration invocation)
    {
        var problems = UsageErrors.Of(parsed);
        if (args.TakeWhile(argument => argument != "--").Contains("--json"))
        {
            new Teller(invocation.Output, invocation.Error, new Manner(IsJson: true), TimeProvider.System).Tell(
                Outcome.Failed(ExitCode.CommandLine, string.Join(' ', problems)));
            return;
        }

        var error = Terminal.Over(invocation.Error);
        foreach (var problem in problems)
        {
            error.WriteError(problem);
        }
    }

    /// <summary>The commands.</summary>
    internal static RootCommand Create(Surroundings surroundings)
    {
        var root = new RootCommand("Signs in to Podio, saves the login, and gives scripts a fresh access token.")
        {
            new LoginCommand(surroundings),
            new ChoiceCommand(surroundings),
            new TokenCommand(surroundings),
            new RunCommand(surroundings),
            new ApiCommand(surroundings),
            new WhoAmICommand(surroundings),
            new StatusCommand(surroundings),
            new LogoutCommand(surroundings),
            new ProfilesCommand(surroundings),
            new DoctorCommand(surroundings),
            new GrantCommand(
                "password",
                "Request a token with a user's email address and password.",
                [Variable.Username, Variable.Password],
                values => Grant.Password(values[Variable.Username], values[Variable.Password]),
                surroundings),
            new GrantCommand(
                "app",
                "Request a token as an app, with its app ID and app token.",
                [Variable.AppId, Variable.AppToken],
                values => Grant.App(AppIdSetting.Read(values[Variable.AppId]), values[Variable.AppToken]),
                surroundings,
                check: values => AppIdSetting.Check(values[Variable.AppId])),
            new GrantCommand(
                "code",
                "Request a token with the authorization code of a user who signed in to Podio.",
                [Variable.Code, Variable.RedirectUri],
                values => Grant.AuthorizationCode(values[Variable.Code], values[Variable.RedirectUri]),
                surroundings),
            new GrantCommand(
                "refresh",
                "Request a token with a refresh token. Podio may invalidate it, so the new one must be saved.",
                [Variable.RefreshToken],
                values => Grant.RefreshToken(values[Variable.RefreshToken]),
                surroundings,
                mustSave: true),
            new ServeCommand(surroundings),
            new CompletionCommand(),
            new VersionCommand(),
        };
        root.Add(new HelpCommand(root));
        root.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLines(HelpPages.Overview(root, Terminal.WidthOf(output)));
        });
        root.Options.OfType<HelpOption>().Single().Action = new HelpPageAction();
        return root;
    }
}
