using System.Diagnostics;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>An example as a user runs it.</summary>
internal static class ExampleProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal static async Task<(int ExitCode, string Output)> RunAsync(string example, params string[] arguments)
    {
        var folder = AppContext.BaseDirectory.Replace(
            Path.Combine("Tests", "Hosting", "bin"), Path.Combine("Examples", example, "bin"), StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, $"{example}.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, output + await error);
    }
}
