using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary>The help of a command, and below it the environment variables that it reads and the exit codes.</summary>
internal sealed class HelpWithNotes(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        Write(output, "Environment variables:", VariablesOf(command).Select(
            variable => (variable.Name, variable.IsRequired ? variable.Description : $"{variable.Description} (optional)")));
        Write(output, "Exit codes:", CodesOf(command).Select(entry => (entry.Code.ToString(CultureInfo.InvariantCulture), entry.Meaning)));
        return code;
    }

    private static IEnumerable<Variable> VariablesOf(Command command) =>
        command is IReadsVariables reader ? reader.Variables : command.Subcommands.SelectMany(VariablesOf).Distinct();

    private static IEnumerable<(int Code, string Meaning)> CodesOf(Command command) =>
        command is ServeCommand or CompletionCommand
            ? ExitCode.All.Where(entry => entry.Code is ExitCode.CommandLine or ExitCode.Stopped)
            : ExitCode.All;

    private static void Write(TextWriter output, string title, IEnumerable<(string Name, string Meaning)> rows)
    {
        var table = rows.ToArray();
        if (table.Length == 0)
        {
            return;
        }

        var width = table.Max(row => row.Name.Length) + 2;
        output.WriteLine(title);
        foreach (var (name, meaning) in table)
        {
            output.WriteLine($"  {name.PadRight(width)}{meaning}");
        }

        output.WriteLine();
    }
}
