namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>The tool's own <c>serve</c>, and the lines it printed.</summary>
internal sealed class ServedPodio : IDisposable
{
    private const int LineCount = 9;

    private readonly Func<string, Task<ToolRun>> _stop;
    private readonly Action _dispose;

    private ServedPodio(string lines, Func<string, Task<ToolRun>> stop, Action dispose) =>
        (Lines, _stop, _dispose) = (lines, stop, dispose);

    public string Lines { get; }

    /// <summary>Curl at its address.</summary>
    public Curl Curl => new(new Uri(Value("PODIO_URL")));

    /// <summary>The value of a variable that has no quote in it.</summary>
    public string Value(string name) => Lines
        .Split('\n').Single(line => line.StartsWith($"{name}='", StringComparison.Ordinal)).Split('\'')[1];

    /// <summary>Starts it within this process.</summary>
    public static async Task<ServedPodio> StartAsync()
    {
        var (output, stop) = (new Awaited("PODIO_REDIRECT_URI="), new CancellationTokenSource());
        var run = ToolRun.OfAsync(new Dictionary<string, string>(), ["serve"], time: null, output, stop.Token);
        await output.IsThere.WaitAsync(RunningProcess.Patience);
        return new ServedPodio(
            output.ToString(),
            async _ =>
            {
                await stop.CancelAsync();
                return await run;
            },
            stop.Cancel);
    }

    /// <summary>Starts it as a process of its own.</summary>
    public static async Task<ServedPodio> StartProcessAsync()
    {
        var process = ToolProcess.Start(new Dictionary<string, string>(), "serve");
        var lines = "";
        for (var i = 0; i < LineCount; i++)
        {
            lines += await process.ReadLineAsync() + "\n"; // It serves on, so its output does not end: what comes was flushed.
        }

        return new ServedPodio(
            lines,
            async signal =>
            {
                await process.SignalAsync(signal);
                return await process.EndAsync();
            },
            process.Dispose);
    }

    /// <summary>Runs a command of the tool by way of a shell that reads the lines.</summary>
    public Task<ToolRun> RunAsync(params string[] args) => RunAsync(new Dictionary<string, string>(), args);

    public async Task<ToolRun> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        const string Script = """set -a; eval "$SERVED"; unset SERVED; exec dotnet "$@" """;
        var served = new Dictionary<string, string>(environment) { ["SERVED"] = Lines }; // Everybody sees a command line.
        using var process = ToolProcess.StartProgram(served, "sh", ["-c", Script, "sh", ToolProcess.Assembly, .. args]);
        return await process.EndAsync();
    }

    /// <summary>Stops it, by a signal where it is a process.</summary>
    public Task<ToolRun> StopAsync(string signal) => _stop(signal);

    public void Dispose() => _dispose();
}
