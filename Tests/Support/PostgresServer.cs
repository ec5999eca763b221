namespace PodioOAuth.Functional.Support;

/// <summary>A PostgreSQL on a port of 127.0.0.1, with a folder of its own: stopped, and the folder deleted, when it is disposed.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _programs = Programs() ?? throw Failure("initdb is neither in the path nor below /usr/lib/postgresql");
    private readonly TemporaryFolder _folder = new();

    private readonly bool _isDurable;

    private PostgresServer(bool isDurable) => _isDurable = isDurable;

    /// <summary>How a program connects to it.</summary>
    public string ConnectionString { get; private set; } = "";

    private static string User => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
        ? "postgres"
        : "nobody";

    /// <summary>Starts one.</summary>
    /// <param name="isDurable">Whether it waits for the disk, as no test needs.</param>
    /// <exception cref="ServerException">There is none to start.</exception>
    public static async Task<PostgresServer> StartAsync(bool isDurable = false)
    {
        var server = new PostgresServer(isDurable);
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
                catch (ServerException) when (attempt < attempts)
                {
                }
            }
        }
        catch
        {
            server._folder.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        RunAsync("pg_ctl", "stop", "-D", _folder["data"], "-m", "immediate", "-w").GetAwaiter().GetResult();
        _folder.Dispose();
    }

    // It refuses to run as root.
    private async Task CreateAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunProgramAsync("chown", User, _folder.Path);
        }

        await RunAsync(
            "initdb", "-D", _folder["data"], "-U", "test", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions");
    }

    private async Task StartAsync(int port)
    {
        var options = $"-h 127.0.0.1 -p {port} -k '' -c fsync={(_isDurable ? "on" : "off")}";
        await RunAsync("pg_ctl", "start", "-D", _folder["data"], "-w", "-l", _folder["log"], "-o", options);
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=test;Database=postgres";
    }

    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? RunProgramAsync("runuser", ["-u", User, "--", path, .. arguments])
            : RunProgramAsync(path, arguments);
    }

    private static async Task RunProgramAsync(string program, params string[] arguments)
    {
        var run = await ProcessRun.OfAsync(
            program, arguments, start => start.WorkingDirectory = Path.GetTempPath()); // One that the other user may enter.
        if (run.ExitCode != 0)
        {
            throw Failure($"{program} {string.Join(' ', arguments)}: {run.Error}{run.Output}");
        }
    }

    private static string? Programs()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderDescending() : Enumerable.Empty<string>();
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(versions.Select(version => Path.Combine(version, "bin")))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static ServerException Failure(string said) => new("PostgreSQL", "Debian: apt-get install postgresql", said);
}
