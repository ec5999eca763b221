using System.Runtime.InteropServices;

namespace PodioToken.Profiles;

/// <summary>The user that this process runs as, by number, where the system has such numbers.</summary>
internal static partial class UnixUser
{
    public const uint Root = 0;

    public static uint? Current { get; } = OperatingSystem.IsWindows() ? null : NativeUser();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint NativeUser();
}
