using System.CommandLine;
using System.CommandLine.Invocation;
using PodioToken.Reports;

namespace PodioToken.Help;

/// <summary>Shows the help page of the command before <c>--help</c>.</summary>
internal sealed class HelpPageAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLines(HelpPages.Of(parseResult.CommandResult.Command, Terminal.WidthOf(output)));
        return ExitCode.Done;
    }
}
