using System.Diagnostics;

namespace PodioOAuth.Functional.Mutation;

/// <summary>Runs a program to completion.</summary>
internal static class Command
{
    /// <summary>Runs a program in a folder, and returns its output.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    internal static string Run(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{Last(output)}\n{error.Result}");
    }

    internal static string Run(string folder, string program, params string[] arguments) =>
        Run(folder, new Dictionary<string, string>(), program, arguments);

    private static string Last(string output) => string.Join('\n', output.Split('\n').TakeLast(30));
}
