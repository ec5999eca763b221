using System.Diagnostics;
using System.Globalization;

namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>The tool as a process of its own, as a user runs it.</summary>
internal sealed class ToolProcess : IDisposable
{
    /// <summary>What is never reached but by a process that hangs: a busy machine takes its time to start five of them.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _error;

    private ToolProcess(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>The tool's own assembly, as it lies beside the tests.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "podio-token.dll");

    /// <summary>Starts the tool with standard input closed.</summary>
    public static ToolProcess Start(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        StartProgram(environment, "dotnet", [Assembly, .. args]);

    /// <summary>Starts any program, with the tool's variables in its environment and no others of the tool's.</summary>
    public static ToolProcess StartProgram(IReadOnlyDictionary<string, string> environment, string program, params string[] args)
    {
        // A runner that was started in the background of a shell ignores SIGINT, and so would whatever it starts.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", program, .. args] : [program, .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ToolEnvironment.Give(start, environment);
        var process = new ToolProcess(Process.Start(start)!);
        process._process.StandardInput.Close();
        return process;
    }

    public async Task<string> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? "";

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task<ToolRun> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new ToolRun(_process.ExitCode, output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
