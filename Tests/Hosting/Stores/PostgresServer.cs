using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A PostgreSQL on a port of 127.0.0.1, with a folder of its own: stopped, and the folder deleted, when it is disposed.</summary>
internal sealed class PostgresServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _programs;
    private readonly DirectoryInfo _folder;

    private PostgresServer(string programs, DirectoryInfo folder) => (_programs, _folder) = (programs, folder);

    /// <summary>How a program connects to it.</summary>
    internal string ConnectionString { get; private set; } = "";

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Starts one.</summary>
    /// <exception cref="PostgresServerException">There is none to start.</exception>
    internal static async Task<PostgresServer> StartAsync()
    {
        var programs = Programs() ?? throw new PostgresServerException("initdb is neither in the path nor below /usr/lib/postgresql");
        var server = new PostgresServer(programs, Directory.CreateTempSubdirectory("podio-postgres-"));
        try
        {
            await server.CreateAsync();
            const int attempts = 5; // Between its choice and its use a port may be taken by another.
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await server.StartAsync(Ports.Free());
                    return server;
                }
                catch (PostgresServerException) when (attempt < attempts)
                {
                }
            }
        }
        catch
        {
            server._folder.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w").GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }

    // It refuses to run as root.
    private async Task CreateAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new ProcessStartInfo("chown", [User, _folder.FullName]));
        }

        await RunAsync("initdb", "-D", Data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions");
    }

    private async Task StartAsync(int port)
    {
        var options = $"-h 127.0.0.1 -p {port} -k '' -c fsync=off";
        await RunAsync("pg_ctl", "start", "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"), "-o", options);
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=test;Database=postgres";
    }

    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return RunAsync(Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", User, "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments));
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = Path.GetTempPath(); // One that the other user may enter.
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync()).WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
        {
            throw new PostgresServerException($"{start.FileName} {string.Join(' ', start.ArgumentList)}: {string.Concat(said)}");
        }
    }

    private static string User => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
        ? "postgres"
        : "nobody";

    private static string? Programs()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderDescending() : Enumerable.Empty<string>();
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(versions.Select(version => Path.Combine(version, "bin")))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}

/// <summary>The server did not start.</summary>
/// <param name="said">What was said of it.</param>
internal sealed class PostgresServerException(string said)
    : Exception($"PostgreSQL does not start (Debian: apt-get install postgresql): {said}");
