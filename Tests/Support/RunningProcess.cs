using System.Diagnostics;
using Xunit;

namespace PodioOAuth.Functional.Support;

/// <summary>A program that runs as a process of its own, with all its streams redirected.</summary>
public sealed class RunningProcess : IDisposable
{
    /// <summary>Only a process that hangs takes so long, even on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _error;

    private RunningProcess(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    public static RunningProcess Start(string program, IEnumerable<string> arguments, Action<ProcessStartInfo>? configure = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        configure?.Invoke(start);
        return new RunningProcess(Process.Start(start)!);
    }

    /// <summary>Its standard error, when it has ended.</summary>
    public Task<string> Error => _error;

    /// <summary>The next line of its output, or null where it has ended.</summary>
    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Sends it a signal, such as INT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", "kill -$0 $1", signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Stops it where it is: no thread of it runs until it is continued.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("STOP");

        // On a busy machine the signal comes to some of the threads later, and what is said in between would be heard.
        var tasks = $"/proc/{_process.Id}/task";
        while (Directory.Exists(tasks) && !Directory.EnumerateDirectories(tasks).All(IsStopped))
        {
            await Task.Yield();
        }
    }

    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Waits until it has ended.</summary>
    public async Task<ProcessRun> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new ProcessRun(_process.ExitCode, output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    // "PID (NAME) STATE …", where the name may hold anything.
    private static bool IsStopped(string task)
    {
        var text = File.ReadAllText(Path.Combine(task, "stat"));
        return text[(text.LastIndexOf(')') + 2)..].StartsWith('T');
    }
}

/// <summary>How a process ended.</summary>
public sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    /// <summary>All that it wrote.</summary>
    public string Text => Output + Error;

    /// <summary>Runs a program to its end, with nothing on standard input.</summary>
    public static async Task<ProcessRun> OfAsync(string program, IEnumerable<string> arguments, Action<ProcessStartInfo>? configure = null)
    {
        using var process = RunningProcess.Start(program, arguments, configure);
        process.CloseInput();
        return await process.EndAsync();
    }
}
