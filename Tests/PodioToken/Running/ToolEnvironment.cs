using PodioToken.Settings;

namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>The environment of a process under test.</summary>
internal static class ToolEnvironment
{
    /// <summary>Gives it these variables, and of the tool's own no others: whoever runs the tests may have some.</summary>
    public static void Give(ProcessStartInfo start, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith(Variable.Prefix, StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
    }
}
