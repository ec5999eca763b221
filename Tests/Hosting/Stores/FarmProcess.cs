using System.Diagnostics;
using System.Globalization;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A process with one source over a shared store, such as one of a farm. It waits until it is told to go.</summary>
internal sealed class FarmProcess : IDisposable
{
    // Where it was built: beside the tests it would not find what the tests have from a framework that it does not use.
    private static readonly string Assembly = Path.Combine(
        AppContext.BaseDirectory.Replace(
            Path.Combine("Tests", "Hosting", "bin"), Path.Combine("Tests", "Hosting.Process", "bin"), StringComparison.Ordinal),
        "podio-hosting-process.dll");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3); // Longer than a process waits for its lock.

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly List<string> _lines = [];

    private FarmProcess(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <param name="arguments">Where the store is, where Podio is, and whose login.</param>
    /// <param name="lease">After how long its lock is free when it is gone.</param>
    /// <param name="killAt">The step of its journal at which it kills itself; 0 for none.</param>
    /// <param name="waitAt">The step after which it waits for a line; 0 for none.</param>
    internal static async Task<FarmProcess> StartAsync(IEnumerable<string> arguments, TimeSpan lease, int killAt = 0, int waitAt = 0)
    {
        var numbers = new[] { (int)lease.TotalMilliseconds, killAt, waitAt }
            .Select(number => number.ToString(CultureInfo.InvariantCulture));
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments, .. numbers])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = new FarmProcess(Process.Start(start)!);
        var line = await process._process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line == "ready" ? process : throw new Xunit.Sdk.XunitException($"It did not start: {line} {await process._error}");
    }

    /// <summary>Lets it go, and waits until it has ended.</summary>
    internal async Task<FarmRun> RunAsync(Secret? code = null)
    {
        await GoAsync(code);
        return await EndAsync();
    }

    /// <summary>Lets it go, or go on.</summary>
    internal async Task GoAsync(Secret? code = null)
    {
        await _process.StandardInput.WriteLineAsync(code?.Reveal() ?? "");
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until it has come to so many steps.</summary>
    internal async Task ComeToAsync(int steps)
    {
        while (_lines.Count < steps)
        {
            _lines.Add(await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
                ?? throw new Xunit.Sdk.XunitException($"It ended before: {string.Join(", ", _lines)} {await _error}"));
        }
    }

    /// <summary>Stops it where it is: no thread of it runs until it is continued.</summary>
    internal async Task StopAsync()
    {
        await SignalAsync("STOP");

        // On a busy machine the signal comes to some of the threads later, and what is said in between would be heard.
        var tasks = $"/proc/{_process.Id}/task";
        while (Directory.Exists(tasks) && !Directory.EnumerateDirectories(tasks).All(IsStopped))
        {
            await Task.Yield();
        }
    }

    internal Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Waits until it has ended.</summary>
    internal async Task<FarmRun> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new FarmRun(
            _process.ExitCode, [.. _lines, .. output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // "PID (NAME) STATE …", where the name may hold anything.
    private static bool IsStopped(string task)
    {
        var text = File.ReadAllText(Path.Combine(task, "stat"));
        return text[(text.LastIndexOf(')') + 2)..].StartsWith('T');
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", "kill -$0 $1", signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, kill.ExitCode);
    }
}

/// <summary>How it went.</summary>
/// <param name="ExitCode">0, or 137 after a SIGKILL.</param>
/// <param name="Lines">The steps, and what came of them.</param>
/// <param name="Error">Standard error.</param>
internal sealed record FarmRun(int ExitCode, IReadOnlyList<string> Lines, string Error)
{
    /// <summary>How many steps it took.</summary>
    internal int Steps => Lines.Count(line => line.Split(' ')[0] is "before" or "after");

    internal bool HasAsked => Lines.Contains("after exchange");

    internal bool HasWritten => Lines.Contains("after write");

    /// <summary>Whether what Podio answered is in the store.</summary>
    internal bool HasWrittenReply => Lines.SkipWhile(line => line != "after exchange").Contains("after write");

    public override string ToString() => $"{ExitCode}: {string.Join(", ", Lines)} {Error}";
}
