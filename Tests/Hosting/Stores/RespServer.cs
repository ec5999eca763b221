using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A server that speaks the protocol of Redis, on a port of 127.0.0.1: a process, ended when it is disposed.</summary>
internal sealed class RespServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private int _isDisposed;

    private RespServer(Process process, int port) => (_process, Address) = (process, $"127.0.0.1:{port}");

    /// <summary>Host and port.</summary>
    internal string Address { get; }

    /// <summary>Starts one: of the repository's tool garnet-server, which is restored first.</summary>
    /// <exception cref="RespServerException">There is none to start.</exception>
    internal static async Task<RespServer> StartAsync()
    {
        await RestoreAsync();
        const int attempts = 5; // Between its choice and its use a port may be taken by another.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StartAsync(Ports.Free());
            }
            catch (RespServerException) when (attempt < attempts)
            {
            }
        }
    }

    /// <summary>No more answers: as if its machine were gone.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true); // The tool runs in a child of dotnet.
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    // Whoever runs the tests for the first time has not. Where it fails, the start says why.
    private static async Task RestoreAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["tool", "restore"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
    }

    private static async Task<RespServer> StartAsync(int port)
    {
        // Locks are given back by scripts.
        var start = new ProcessStartInfo(
            "dotnet", ["tool", "run", "garnet-server", "--", "--bind", "127.0.0.1", "--port", $"{port}", "--lua"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        var process = Process.Start(start)!;
        var server = new RespServer(process, port);
        var (said, ready) = (new StringBuilder(), new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var isReady = await Task.WhenAny(ready.Task, process.WaitForExitAsync()).WaitAsync(Patience) == ready.Task;
        if (isReady)
        {
            return server;
        }

        server.Dispose();
        lock (said)
        {
            throw new RespServerException(said.ToString());
        }

        void Hear(string? line)
        {
            lock (said)
            {
                said.AppendLine(line);
            }

            if (line?.Contains("Ready to accept connections", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult(true);
            }
        }
    }
}

/// <summary>The server did not start.</summary>
/// <param name="said">What it said of it.</param>
internal sealed class RespServerException(string said) : Exception($"garnet-server does not start (dotnet tool restore): {said}");
