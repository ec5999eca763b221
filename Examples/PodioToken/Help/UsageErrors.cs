using System.CommandLine;
using System.CommandLine.Parsing;

namespace PodioToken.Help;

/// <summary>What is wrong with a command line, in sentences, and where the help is.</summary>
internal static class UsageErrors
{
    /// <summary>The sentences. Of an unknown command or option that one alone: whatever follows is no more than its consequence.</summary>
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
        : $"{HelpPages.PathOf(command)} does not take '{unknown}'.";

    private static IEnumerable<string> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options)).Select(option => option.Name);

    private static string SeeHelp(Command command) => $"Usage: {HelpPages.PathOf(command)} --help";
}
