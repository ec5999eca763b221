using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PodioToken.Saving;

namespace PodioToken.Running;

/// <summary>The foreground of a terminal on Unix: the group of processes that its Ctrl-C reaches.</summary>
internal static partial class Foreground
{
    /// <summary>Whether this process, and so its child, belongs to it, wherever their standard input comes from.</summary>
    public static bool HasThisProcess()
    {
        try
        {
            using var terminal = File.OpenHandle("/dev/tty", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return NativeForegroundGroup(terminal) == NativeGroup();
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return false; // The process has no terminal.
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int NativeForegroundGroup(SafeFileHandle terminal);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int NativeGroup();
}
