using System.Diagnostics;
using System.Globalization;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A process with one source over a file store. It waits until it is told to go.</summary>
internal sealed class StoreProcess : IDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "podio-renewal-process.dll");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;

    private StoreProcess(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="podio">Where to ask.</param>
    /// <param name="login"><c>app</c>, <c>person</c> or <c>code</c>.</param>
    /// <param name="killAt">The step of its journal at which it kills itself; 0 for none.</param>
    internal static Task<StoreProcess> StartAsync(string folder, Uri podio, string login, int killAt = 0) =>
        StartAsync(folder, podio.AbsoluteUri, login, killAt.ToString(CultureInfo.InvariantCulture));

    /// <summary>Starts it, and waits until it is ready.</summary>
    internal static async Task<StoreProcess> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = new StoreProcess(Process.Start(start)!);
        var line = await process._process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line == "ready" ? process : throw new Xunit.Sdk.XunitException($"It did not start: {line} {await process._error}");
    }

    /// <summary>Lets it go, and waits until it has ended.</summary>
    internal async Task<StoreRun> RunAsync(Secret? code = null)
    {
        await _process.StandardInput.WriteLineAsync(code?.Reveal() ?? "");
        _process.StandardInput.Close();
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new StoreRun(_process.ExitCode, output.TrimEnd().Split('\n', StringSplitOptions.TrimEntries), await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

/// <summary>How it went.</summary>
/// <param name="ExitCode">0, or 137 after a SIGKILL.</param>
/// <param name="Lines">The steps, and what came of them.</param>
/// <param name="Error">Standard error.</param>
internal sealed record StoreRun(int ExitCode, IReadOnlyList<string> Lines, string Error)
{
    /// <summary>How many steps it took.</summary>
    internal int Steps => Lines.Count(line => line.Split(' ')[0] is "before" or "after");

    internal bool HasAsked => Lines.Contains("after exchange");

    internal bool HasWritten => Lines.Contains("after write");

    /// <summary>Whether what Podio answered is in the store.</summary>
    internal bool HasWrittenReply => Lines.SkipWhile(line => line != "after exchange").Contains("after write");

    public override string ToString() => $"{ExitCode}: {string.Join(", ", Lines)} {Error}";
}
