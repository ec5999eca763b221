using System.Diagnostics;
using System.Globalization;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A contender that starts a process for each operation.</summary>
internal sealed class FreshProcess(string name, Func<Process> start) : Contender(name)
{
    internal override Slice Run(int operations)
    {
        var (ticks, bytes) = (0L, 0L);
        for (var i = 0; i < operations; i++)
        {
            var one = RunOne();
            (ticks, bytes) = (ticks + one.Ticks, bytes + one.Bytes);
        }

        return new(operations, ticks, bytes);
    }

    /// <summary>The access token that a process got.</summary>
    internal string ReadToken() => RunOne().Token;

    private (long Ticks, long Bytes, string Token) RunOne()
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = start();
        var token = process.StandardOutput.ReadLine();
        var ticks = Stopwatch.GetTimestamp() - begun;
        var bytes = process.StandardOutput.ReadLine();
        process.WaitForExit();
        return process.ExitCode == 0 && token is not null && bytes is not null
            ? (ticks, long.Parse(bytes, CultureInfo.InvariantCulture), token)
            : throw new InvalidOperationException($"A process for a first token ended with {process.ExitCode}.");
    }
}
