using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PodioOAuth.Functional.Soak;

/// <summary>A quantity that must stay flat.</summary>
/// <param name="Name">The name, with the unit.</param>
/// <param name="Floor">The allowed growth, in its unit.</param>
/// <param name="Share">The allowed growth as a share of the beginning, if that is more.</param>
/// <param name="AtMost">The maximum of the median; null for no maximum.</param>
internal sealed record Measure(string Name, double Floor, double Share = 0, double? AtMost = null)
{
    internal static IReadOnlyList<Measure> All { get; } =
    [
        new("heap, KiB", Floor: 1024, Share: 0.05),
        new("process, MiB", Floor: 16, Share: 0.1),
        new("handles", Floor: 16),
        new("sockets", Floor: 16),
        new("sockets left to the collector", Floor: 4, AtMost: 2),
        new("threads", Floor: 12),
        new("timers", Floor: 12),
        new("work items queued", Floor: 12),
        new("sources", Floor: 24),
        new("store files", Floor: 24),
    ];
}

/// <summary>The values at an instant at which nothing was in progress.</summary>
/// <param name="At">The time since the start.</param>
/// <param name="Operations">The number of operations so far.</param>
/// <param name="Values">A value for each of <see cref="Measure.All"/>.</param>
internal sealed record Sample(TimeSpan At, long Operations, IReadOnlyList<double> Values)
{
    // Linux lists its connections; elsewhere sockets count only as handles.
    private const string Connections = "/proc/self/net/tcp";
    private const string Descriptors = "/proc/self/fd";

    internal static Sample Take(World world, TimeSpan at, long operations)
    {
        var before = SocketsOf(world.Port);
        Collect();
        using var process = Process.GetCurrentProcess();
        var sockets = SocketsOf(world.Port);
        return new Sample(at, operations,
        [
            GC.GetTotalMemory(forceFullCollection: false) / 1024.0,
            process.WorkingSet64 / (1024.0 * 1024),
            Directory.Exists(Descriptors) ? Directory.GetFileSystemEntries(Descriptors).Length : process.HandleCount,
            sockets,
            before - sockets,
            process.Threads.Count,
            Timer.ActiveCount,
            ThreadPool.PendingWorkItemCount,
            world.Registry.Count,
            world.StoredFiles,
        ]);
    }

    // Twice: the second collection frees what finalizers released. glibc keeps freed memory, in an arena per thread that ever ran, which
    // would look like a leak.
    private static unsafe void Collect()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        if (OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out var trim))
        {
            _ = ((delegate* unmanaged<nuint, int>)trim)(0);
        }
    }

    // Both ends of each connection are in this process. The ones that earlier work in it left open close at any time, and would hide what
    // grows here; those whose owner has closed them have no inode any longer.
    private static int SocketsOf(int port)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return File.Exists(Connections)
            ? File.ReadLines(Connections).Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Count(columns => columns[1..3].Any(address => address.EndsWith(end, StringComparison.Ordinal)) && columns[9] != "0")
            : 0;
    }
}
