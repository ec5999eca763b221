using System.Diagnostics;
using System.Globalization;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A <see cref="ReplyServer"/> in another process, so that what it costs is counted with nobody. It ends with this object or, at
/// the latest, with this process.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The hidden argument that makes this program the server.</summary>
    internal const string Argument = "serve-replies";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private ServerProcess(Process process, int port) =>
        (_process, Podio) = (process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));

    /// <summary>The base address.</summary>
    internal Uri Podio { get; }

    internal static ServerProcess Start()
    {
        var process = ThisProgram.Start(Argument);
        var line = process.StandardOutput.ReadLine();
        return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new ServerProcess(process, port)
            : throw new InvalidOperationException($"The server did not say its port but: {line ?? "nothing"}");
    }

    /// <summary>Asks it to end and waits for it.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(Patience))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
