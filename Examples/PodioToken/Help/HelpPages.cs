using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using PodioToken.Commands;
using PodioToken.Reports;
using PodioToken.Settings;

namespace PodioToken.Help;

/// <summary>The help pages, as lines broken between words.</summary>
internal static class HelpPages
{
    public const string ExitCodes = "exit-codes";
    public const string Variables = "environment";
    public const string Tool = "podio-token";

    private const int WidestLabel = 30;

    // Lines to copy: never wrapped.
    private static readonly string[] Examples =
    [
        "podio-token login",
        "podio-token whoami",
        "podio-token api user/status",
    ];

    private static readonly string[] MostUsed = ["login", "token", "status", "logout"];

    /// <summary>The output of the tool without arguments.</summary>
    public static IEnumerable<string> Overview(RootCommand root, int width) =>
    [
        .. Lines.Wrap(root.Description!, width),
        "",
        "Most used:",
        .. MostUsed.SelectMany(name => CommandRow("  ", root.Subcommands.Single(command => command.Name == name), width)),
        "",
        "Examples:",
        .. Examples.Select(example => $"  {example}"),
        "",
        .. Lines.Wrap($"{Tool} help lists every command.", width),
    ];

    /// <summary>The page of a command.</summary>
    public static IEnumerable<string> Of(Command command, int width) =>
        command is RootCommand root ? OfTool(root, width) : OfCommand(command, width);

    /// <summary>Every exit code.</summary>
    public static IEnumerable<string> OfExitCodes(int width) =>
        ["Exit codes:", .. Codes(ExitCode.All.Select(entry => entry.Code), width)];

    /// <summary>Every environment variable.</summary>
    public static IEnumerable<string> OfVariables(Command root, int width)
    {
        var all = VariablesOf(root).OrderBy(variable => variable.Name, StringComparer.Ordinal).ToArray();
        var column = all.Max(variable => variable.Name.Length) + 4;
        return
        [
            "Environment variables:",
            .. all.SelectMany(variable => Lines.Row($"  {variable.Name}", column, variable.Description, width)),
        ];
    }

    /// <summary>The name by which a command is called, such as <c>podio-token login</c>.</summary>
    public static string PathOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent
        ? $"{PathOf(parent)} {command.Name}"
        : Tool;

    private static IEnumerable<string> OfTool(RootCommand root, int width) =>
    [
        .. Lines.Wrap(root.Description!, width),
        "",
        $"Usage: {Tool} COMMAND [OPTIONS]",
        "",
        .. CommandNotes.Groups.SelectMany(group => Group(root, group, width)),
        "",
        .. Lines.Row("Examples", 11, Examples[0], width),
        .. Examples[1..].Select(example => new string(' ', 11) + example),
        "",
        .. Lines.Wrap($"More: {Tool} help COMMAND, help {Variables}, help {ExitCodes}", width),
    ];

    // The commands for one token are for experts: one line for all of them.
    private static IEnumerable<string> Group(RootCommand root, string group, int width)
    {
        var commands = root.Subcommands.Where(command => CommandNotes.Of(command.Name)?.Group == group).ToArray();
        return group == CommandNotes.OneToken
            ? Lines.Row(group, 11, $"{string.Join(", ", commands.Select(command => command.Name))}: get one token, save nothing", width)
            : commands.SelectMany((command, index) => CommandRow((index == 0 ? group : "").PadRight(11), command, width));
    }

    private static IEnumerable<string> CommandRow(string indent, Command command, int width) =>
        Lines.Row(indent + command.Name, indent.Length + 12, CommandNotes.Of(command.Name)!.Summary, width);

    private static IEnumerable<string> OfCommand(Command command, int width)
    {
        var options = command.Options
            .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)))
            .Where(option => !option.Hidden).ToArray();
        var notes = CommandNotes.Of(command.Name);
        return
        [
            .. Lines.Wrap(command.Description!, width),
            "",
            .. Lines.Wrap(UsageLine(command), width, "         "),
            "",
            .. Table("Commands:", command.Subcommands.Select(sub => (sub.Name, sub.Description!)), width),
            .. Table("Options:", options.Select(option => (LabelOf(option), TextOf(option))), width),
            .. notes is null ? [] : Section("Examples:", notes.Examples.Select(example => $"  {example}")),
            .. VariablesOf(command).Select(variable => variable.Name).ToArray() is { Length: > 0 } names
                ? Section("Environment:", Lines.Wrap($"  {string.Join(", ", names)}", width, "  "))
                : [],
            .. notes is null ? [] : Section(
                "Exit codes:", Lines.Wrap($"  {string.Join(", ", notes.Codes.Select(CodeAndWord))}", width, "  ")),
            .. Lines.Wrap($"More: {Tool} help {Variables}, {Tool} help {ExitCodes}", width),
        ];
    }

    // Options precede the program's arguments.
    private static string UsageLine(Command command) => command.Arguments is [{ Arity.MaximumNumberOfValues: > 1 }]
        ? $"Usage: {PathOf(command)} [OPTIONS]{UsageOf(command)}"
        : $"Usage: {PathOf(command)}{UsageOf(command)} [OPTIONS]";

    private static string UsageOf(Command command) => command.Subcommands.Any()
        ? " [COMMAND]"
        : string.Concat(command.Arguments.Select(argument => $" {argument.HelpName ?? argument.Name}"));

    private static IEnumerable<string> Section(string title, IEnumerable<string> lines) => [title, .. lines, ""];

    private static IEnumerable<string> Table(string title, IEnumerable<(string Label, string Text)> rows, int width)
    {
        var table = rows.ToArray();
        var column = Math.Min(table.Select(row => row.Label.Length).DefaultIfEmpty().Max(), WidestLabel) + 4;
        return table.Length == 0 ? [] : Section(title, table.SelectMany(row => Lines.Row($"  {row.Label}", column, row.Text, width)));
    }

    private static IEnumerable<string> Codes(IEnumerable<int> codes, int width) => codes.SelectMany(code => Lines.Row(
        "  " + code.ToString(CultureInfo.InvariantCulture), 7, ExitCode.All.Single(entry => entry.Code == code).Meaning, width));

    private static string CodeAndWord(int code) => string.Create(
        CultureInfo.InvariantCulture,
        $"{code} {(code == ExitCode.Done ? "done" : code == ExitCode.Stopped ? "stopped" : ExitCode.WordOf(code))}");

    private static string LabelOf(Option option)
    {
        var names = option.Aliases.Where(alias => alias.Length == 2 && alias[0] == '-').Append(option.Name);
        var value = option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? null
            : option.HelpName ?? string.Join('|', option.GetCompletions(CompletionContext.Empty).Select(item => item.Label));
        return string.Join(", ", names) + (string.IsNullOrEmpty(value) ? "" : $" {value}");
    }

    private static string TextOf(Option option) =>
        option.HasDefaultValue && option.GetDefaultValue() is string or (int and not 0)
            ? string.Create(CultureInfo.InvariantCulture, $"{option.Description} [{option.GetDefaultValue()}]")
            : option.Description ?? "";

    private static IEnumerable<Variable> VariablesOf(Command command) =>
        command is IReadsVariables reader ? reader.Variables : command.Subcommands.SelectMany(VariablesOf).Distinct();
}
