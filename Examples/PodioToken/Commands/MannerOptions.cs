using System.CommandLine;
using PodioToken.Reports;

namespace PodioToken.Commands;

/// <summary>The options for the amount and format of output.</summary>
internal sealed class MannerOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print only errors and what a script reads." };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Log each request, with its request ID." };

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_quiet);
        command.Options.Add(_verbose);
    }

    public Manner Read(ParseResult parsed) => new(parsed.GetValue(_json), parsed.GetValue(_quiet), parsed.GetValue(_verbose));
}
