using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PodioOAuth.Functional.Soak;

/// <summary>Something that has to stay flat.</summary>
/// <param name="Name">Its name, with its unit.</param>
/// <param name="Floor">By how much it may be higher at the end, in its unit.</param>
/// <param name="Share">Or by which share of its beginning, where that is more.</param>
/// <param name="AtMost">What it may be at most, by its median; null for anything.</param>
internal sealed record Measure(string Name, double Floor, double Share = 0, double? AtMost = null)
{
    internal static IReadOnlyList<Measure> All { get; } =
    [
        new("heap, KiB", Floor: 1024, Share: 0.05),
        new("process, MiB", Floor: 16, Share: 0.1),
        new("handles", Floor: 16),
        new("sockets", Floor: 16),
        new("sockets left to the collector", Floor: 4, AtMost: 4),
        new("threads", Floor: 12),
        new("timers", Floor: 12),
        new("work items queued", Floor: 12),
        new("sources", Floor: 24),
        new("store files", Floor: 24),
    ];
}

/// <summary>What there was at an instant at which nothing was under way.</summary>
/// <param name="At">How long after the start.</param>
/// <param name="Operations">After so many operations.</param>
/// <param name="Values">One for each of <see cref="Measure.All"/>.</param>
internal sealed record Sample(TimeSpan At, long Operations, IReadOnlyList<double> Values)
{
    // Linux tells which handles are sockets; elsewhere they are counted among the handles alone.
    private const string Descriptors = "/proc/self/fd";

    internal static Sample Take(World world, TimeSpan at, long operations)
    {
        var before = Sockets();
        Collect();
        using var process = Process.GetCurrentProcess();
        var sockets = Sockets();
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

    // Twice: what a finalizer lets go is collected by the second. glibc keeps what was freed, an arena for each thread that there was, and
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

    private static int Sockets() => Directory.Exists(Descriptors)
        ? Directory.GetFileSystemEntries(Descriptors)
            .Count(entry => new FileInfo(entry).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true)
        : 0;
}
