using System.CommandLine;
using System.CommandLine.Parsing;

namespace PodioToken.Help;

/// <summary>Describes the errors in a command line, and where to find help.</summary>
internal static class UsageErrors
{
    /// <summary>Returns the errors. After an unknown command or option, only that one: further errors are consequences of it.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return parsed.UnmatchedTokens is [var unknown, ..]
            ? [OfUnknown(unknown, command), SeeHelp(command)]
            : [.. parsed.Errors.Select(error => error.Message).Distinct(), SeeHelp(command)];
    }

    private static string OfUnknown(string unknown, Command command) =>
        unknown.StartsWith('-') ? $"{HelpPages.PathOf(command)} has no option '{unknown}'.{Suggestion.Of(unknown, OptionsOf(command))}"
        : command.Subcommands.Any() ? $"There is no command '{unknown}'.{Suggestion.Of(unknown, command.Subcommands.Select(it => it.Name))}"
        : $"{HelpPages.PathOf(command)} doesn't take '{unknown}'.";

    private static IEnumerable<string> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options)).Select(option => option.Name);

    private static string SeeHelp(Command command) => $"Usage: {HelpPages.PathOf(command)} --help";
}
