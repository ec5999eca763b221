namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>The tool as a process of its own, as a user runs it.</summary>
internal sealed class ToolProcess : IDisposable
{
    private readonly RunningProcess _process;

    private ToolProcess(RunningProcess process) => _process = process;

    /// <summary>The tool's own assembly, as it lies beside the tests.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "podio-token.dll");

    /// <summary>Starts the tool with standard input closed.</summary>
    public static ToolProcess Start(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        StartProgram(environment, "dotnet", [Assembly, .. args]);

    /// <summary>Starts any program, with the tool's variables in its environment and no others of the tool's.</summary>
    public static ToolProcess StartProgram(IReadOnlyDictionary<string, string> environment, string program, params string[] args)
    {
        // A runner in the background of a shell ignores SIGINT, one behind nohup SIGHUP, and so would whatever it starts.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=HUP,INT,QUIT", program, .. args] : [program, .. args];
        var process = RunningProcess.Start(command[0], command[1..], start => ToolEnvironment.Give(start, environment));
        process.CloseInput();
        return new ToolProcess(process);
    }

    public async Task<string> ReadLineAsync() => await _process.ReadLineAsync() ?? "";

    public Task SignalAsync(string signal) => _process.SignalAsync(signal);

    /// <summary>Waits until it has ended.</summary>
    public async Task<ToolRun> EndAsync()
    {
        var run = await _process.EndAsync();
        return new ToolRun(run.ExitCode, run.Output, run.Error);
    }

    public void Dispose() => _process.Dispose();
}
