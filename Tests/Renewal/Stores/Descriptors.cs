using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>The files and folders that this process has open, as Linux tells. Elsewhere nothing is known.</summary>
internal static class Descriptors
{
    private const int PathOnly = 0x200000; // O_PATH

    private static IEnumerable<(int Number, string Path)> All => !OperatingSystem.IsLinux() ? [] : Directory
        .EnumerateFileSystemEntries("/proc/self/fd")
        .Select(entry => (int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture), new FileInfo(entry).LinkTarget ?? ""));

    /// <summary>What is open in a folder, or the folder itself.</summary>
    internal static IEnumerable<string> In(string folder) =>
        All.Select(open => open.Path).Where(path => path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Whatever is open of a path cannot be flushed to the disk from now on: which is an error where it is tried, or of no account
    /// where it is as a file system that has no way to do so.</summary>
    internal static void SpoilFlush(string path, bool isError)
    {
        var (by, flags) = isError ? (path, PathOnly) : ("/dev/null", 0);
        using var spoilt = new SafeFileHandle(Open(Encoding.UTF8.GetBytes(by + "\0"), flags), ownsHandle: true);
        var own = (int)spoilt.DangerousGetHandle();
        Assert.All(
            All.Where(open => open.Path == path && open.Number != own).Select(open => open.Number).ToList(),
            number => Assert.Equal(number, Replace(own, number)));
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "dup2")]
    private static extern int Replace(int by, int number);
}
