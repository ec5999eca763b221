using System.Text;

namespace PodioOAuth.Functional.Support;

/// <summary>A server that speaks the protocol of Redis, on a port of 127.0.0.1: a process, ended when it is disposed.</summary>
public sealed class RespServer : IDisposable
{
    private readonly RunningProcess _process;
    private int _isDisposed;

    private RespServer(RunningProcess process, int port) => (_process, Address) = (process, $"127.0.0.1:{port}");

    /// <summary>Host and port.</summary>
    public string Address { get; }

    /// <summary>Starts one: of the repository's tool garnet-server, which is restored where it is not yet.</summary>
    /// <exception cref="ServerException">There is none to start.</exception>
    public static async Task<RespServer> StartAsync()
    {
        const int attempts = 5; // Between its choice and its use a port may be taken by another.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StartAsync(Ports.Free());
            }
            catch (ServerException) when (attempt < attempts)
            {
                await ProcessRun.OfAsync("dotnet", ["tool", "restore"], InRepository); // Where it fails, the start says why.
            }
        }
    }

    /// <summary>No more answers: as if its machine were gone.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _process.Dispose();
        }
    }

    private static async Task<RespServer> StartAsync(int port)
    {
        // Locks are given back by scripts.
        string[] arguments = ["tool", "run", "garnet-server", "--", "--bind", "127.0.0.1", "--port", $"{port}", "--lua"];
        var process = RunningProcess.Start("dotnet", arguments, InRepository);
        var said = new StringBuilder();
        while (await process.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = process.EndAsync(); // Reads on, or it could write no more.
                return new RespServer(process, port);
            }

            said.AppendLine(line);
        }

        using (process)
        {
            throw new ServerException("garnet-server", "dotnet tool restore", said + await process.Error);
        }
    }

    private static void InRepository(System.Diagnostics.ProcessStartInfo start) => start.WorkingDirectory = AppContext.BaseDirectory;
}
