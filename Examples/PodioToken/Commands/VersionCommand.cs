using System.CommandLine;
using System.Reflection;
using PodioToken.Help;

namespace PodioToken.Commands;

/// <summary><c>version</c>, an alternative to <c>--version</c>.</summary>
internal sealed class VersionCommand : Command
{
    private static readonly string Version = typeof(VersionCommand).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public VersionCommand()
        : base("version", "Print the version.") =>
        SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine($"{HelpPages.Tool} {Version}"));
}
