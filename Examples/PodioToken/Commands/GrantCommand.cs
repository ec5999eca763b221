using System.CommandLine;
using PodioOAuth.Functional;
using PodioToken.Asking;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Settings;
using Spectre.Console;

namespace PodioToken.Commands;

/// <summary>A command that requests a token with one grant.</summary>
internal sealed class GrantCommand : Command, IReadsVariables
{
    private readonly Option<string> _transport = OneOf<TransportKind>("--transport", "The HTTP library that sends the request.");

    private readonly Option<string> _format = OneOf<WireFormat>(
        "--format", "The request format: form posts to /oauth/token, json to /oauth/token/v2.");

    private readonly Option<string?> _save = new("--save")
    {
        Description = "Save the token as JSON in FILE, mode 0600, before printing anything.",
        HelpName = "FILE",
    };

    private readonly MannerOptions _manner = new();

    private readonly Func<EnvironmentVariables, Grant> _grant;
    private readonly Func<EnvironmentVariables, OAuthError?> _check;
    private readonly Surroundings _surroundings;

    /// <param name="name">The command's name.</param>
    /// <param name="description">The description.</param>
    /// <param name="variables">The variables of the grant.</param>
    /// <param name="grant">Creates the grant from their values. Required values are present.</param>
    /// <param name="surroundings">The environment and the clock.</param>
    /// <param name="check">Returns the error in a value that the grant can't report; null if there is no such value.</param>
    /// <param name="mustSave">Whether <c>--save</c> is required.</param>
    public GrantCommand(
        string name,
        string description,
        IEnumerable<Variable> variables,
        Func<EnvironmentVariables, Grant> grant,
        Surroundings surroundings,
        Func<EnvironmentVariables, OAuthError?>? check = null,
        bool mustSave = false)
        : base(name, description)
    {
        Variables = [Variable.ClientId, Variable.ClientSecret, .. variables, Variable.Url];
        (_grant, _check, _surroundings) = (grant, check ?? (_ => null), surroundings);
        _save.Required = mustSave;
        _save.NotEmpty();
        Options.Add(_transport);
        Options.Add(_format);
        Options.Add(_save);
        _manner.AddTo(this);
        SetAction(RunAsync);
    }

    /// <summary>The environment variables that the command reads, in order.</summary>
    public IReadOnlyList<Variable> Variables { get; }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var manner = _manner.Read(parsed);
        var error = Terminal.Over(parsed.InvocationConfiguration.Error, isStill: manner.IsQuiet || manner.IsVerbose);
        IReport report = manner.IsJson
            ? new JsonReport(parsed.InvocationConfiguration.Output, _surroundings.Time)
            : new TextReport(Terminal.Over(parsed.InvocationConfiguration.Output), error, _surroundings.Time, manner.IsQuiet);
        var environment = await AskAsync(EnvironmentVariables.Read(_surroundings.Environment, Variables), cancellationToken);
        if (environment.Missing is { Count: > 0 } missing)
        {
            return report.Ended(
                ExitCode.Environment, $"Not set in the environment: {string.Join(", ", missing.Select(variable => variable.Name))}.");
        }

        var client = new ClientCredentials(environment[Variable.ClientId], environment[Variable.ClientSecret]);
        var request = new TokenRequest(client, _grant(environment), Read<WireFormat>(parsed, _format));
        var exchange = new SavedExchange(parsed.GetValue(_save), error, report, Person, _surroundings.Time);
        if (_check(environment) is { } wrong)
        {
            return exchange.Fail(wrong, request);
        }

        return await EndpointSetting.Read(environment[Variable.Url]).Match(
            Right: async endpoint =>
            {
                report.Endpoint = endpoint;
                using var connection = Connection.Open(
                    Read<TransportKind>(parsed, _transport), endpoint, manner.IsVerbose ? error.WriteError : null);
                return await exchange.RunAsync(connection.Transport, request, cancellationToken);
            },
            Left: bad => Task.FromResult(exchange.Fail(bad, request)));
    }

    // A person at a terminal can be asked. A script can't: it doesn't expect values that it didn't set to be read from somewhere else.
    private IQuestions? Person => _surroundings.Questions.IsTerminal ? _surroundings.Questions : null;

    private async Task<EnvironmentVariables> AskAsync(EnvironmentVariables environment, CancellationToken cancellationToken)
    {
        if (Person is { } person)
        {
            foreach (var variable in environment.Missing)
            {
                environment = environment.With(variable, await person.AskAsync(variable.Question, variable.IsSecret, cancellationToken));
            }
        }

        return environment;
    }

    // An option with the enumeration's own type would accept numbers too, and show its default in a case that it doesn't accept.
    private static Option<string> OneOf<T>(string name, string description)
        where T : struct, Enum
    {
        var values = Enum.GetNames<T>().Select(value => value.ToLowerInvariant()).ToArray();
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        return option.AcceptOnlyFromAmong(values);
    }

    private static T Read<T>(ParseResult parsed, Option<string> option)
        where T : struct, Enum => Enum.Parse<T>(parsed.GetRequiredValue(option), ignoreCase: true);
}
