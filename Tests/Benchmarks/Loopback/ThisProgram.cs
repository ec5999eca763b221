using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Starts this program again, in a process of its own.</summary>
internal static class ThisProgram
{
    // The host that runs us: below a test runner neither the process nor the entry assembly is this program.
    internal static readonly string Host = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>Starts it with standard input and output in our hands: both end with us.</summary>
    internal static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(Host, [typeof(ThisProgram).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
