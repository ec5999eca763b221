namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>The tool's own <c>serve</c> in a process of its own, and the lines it printed.</summary>
internal sealed class ServedPodio : IDisposable
{
    private const int LineCount = 9;

    private readonly ToolProcess _process;

    private ServedPodio(ToolProcess process, string lines) => (_process, Lines) = (process, lines);

    public string Lines { get; }

    /// <summary>Curl at its address.</summary>
    public Curl Curl => new(new Uri(Value("PODIO_URL")));

    /// <summary>The value of a variable that has no quote in it.</summary>
    public string Value(string name) => Lines
        .Split('\n').Single(line => line.StartsWith($"{name}='", StringComparison.Ordinal)).Split('\'')[1];

    public static async Task<ServedPodio> StartAsync()
    {
        var process = ToolProcess.Start(new Dictionary<string, string>(), "serve");
        var lines = "";
        for (var i = 0; i < LineCount; i++)
        {
            lines += await process.ReadLineAsync() + "\n"; // It serves on, so its output does not end: what comes was flushed.
        }

        return new ServedPodio(process, lines);
    }

    /// <summary>Runs a command of the tool by way of a shell that reads the lines.</summary>
    public Task<ToolRun> RunAsync(params string[] args) => RunAsync(new Dictionary<string, string>(), args);

    public async Task<ToolRun> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        const string Script = """set -a; eval "$1"; shift; exec dotnet "$@" """;
        using var process = ToolProcess.StartProgram(environment, "sh", ["-c", Script, "sh", Lines, ToolProcess.Assembly, .. args]);
        return await process.EndAsync();
    }

    public async Task<ToolRun> StopAsync(string signal)
    {
        await _process.SignalAsync(signal);
        return await _process.EndAsync();
    }

    public void Dispose() => _process.Dispose();
}
