using Xunit.Sdk;

namespace PodioOAuth.Functional.Support;

/// <summary>A process that keeps a journal: it says when it is ready, waits for a line, and names each step before it goes on.</summary>
public sealed class JournalProcess : IDisposable
{
    private readonly RunningProcess _process;
    private readonly List<string> _lines = [];

    private JournalProcess(RunningProcess process) => _process = process;

    /// <summary>Starts it, and waits until it is ready.</summary>
    public static async Task<JournalProcess> StartAsync(string assembly, params IEnumerable<string> arguments)
    {
        var process = RunningProcess.Start("dotnet", [assembly, .. arguments]);
        var line = await process.ReadLineAsync();
        return line == "ready"
            ? new JournalProcess(process)
            : throw new XunitException($"It did not start: {line} {await process.Error}");
    }

    /// <summary>Lets it go, and waits until it has ended.</summary>
    public async Task<JournalRun> RunAsync()
    {
        await GoAsync();
        return await EndAsync();
    }

    /// <summary>Lets it go, or go on.</summary>
    public Task GoAsync() => _process.WriteLineAsync("");

    /// <summary>Waits until it has come to so many steps.</summary>
    public async Task ComeToAsync(int steps)
    {
        while (_lines.Count < steps)
        {
            _lines.Add(await _process.ReadLineAsync()
                ?? throw new XunitException($"It ended before: {string.Join(", ", _lines)} {await _process.Error}"));
        }
    }

    /// <summary>Stops it where it is: no thread of it runs until it is continued.</summary>
    public Task StopAsync() => _process.StopAsync();

    public Task ContinueAsync() => _process.ContinueAsync();

    /// <summary>Waits until it has ended.</summary>
    public async Task<JournalRun> EndAsync()
    {
        var run = await _process.EndAsync();
        var lines = run.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new JournalRun(run.ExitCode, [.. _lines, .. lines], run.Error);
    }

    public void Dispose() => _process.Dispose();
}

/// <summary>How it went.</summary>
/// <param name="ExitCode">0, or 137 after a SIGKILL.</param>
/// <param name="Lines">The steps, and what came of them.</param>
/// <param name="Error">Standard error.</param>
public sealed record JournalRun(int ExitCode, IReadOnlyList<string> Lines, string Error)
{
    public bool HasAsked => Lines.Contains("after exchange");

    public override string ToString() => $"{ExitCode}: {string.Join(", ", Lines)} {Error}";
}
