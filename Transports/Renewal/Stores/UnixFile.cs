using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace PodioOAuth.Functional;

/// <summary>Operations that .NET's file APIs don't offer on Unix: opening without following a link or waiting for a pipe, locking in any
/// setting, and detecting that a flush failed.</summary>
/// <remarks>Files are never created here: the mode of <c>open</c> is a variadic argument, which some platforms pass differently.</remarks>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixFile
{
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int NoEntry = 2; // ENOENT
    private const int Interrupted = 4; // EINTR
    private const int Invalid = 22; // EINVAL
    private const int LockExclusive = 2;
    private const int LockWithoutWaiting = 4;
    private const int FullFlush = 51; // F_FULLFSYNC

    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OfOthers = OthersMayWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly UnixFlags Flags = UnixFlags.Of(
        OperatingSystem.IsLinux() || OperatingSystem.IsAndroid(), OperatingSystem.IsFreeBSD(), RuntimeInformation.ProcessArchitecture);

    /// <summary>Opens a folder, and checks that no other user can write to it.</summary>
    internal static SafeFileHandle OpenFolder(string path)
    {
        var handle = Open(path, ReadOnly) ?? throw Refused(path, "doesn't exist");
        var attributes = File.GetAttributes(handle);
        return !attributes.HasFlag(FileAttributes.Directory) ? throw Refused(handle, path, "isn't a folder")
            : (File.GetUnixFileMode(handle) & OthersMayWrite) != 0 ? throw Refused(handle, path, "can be written by others than its owner")
            : handle;
    }

    /// <summary>Opens the parent of a folder, whatever its permissions are.</summary>
    internal static SafeFileHandle OpenParent(string path) =>
        Open(Path.GetDirectoryName(path) ?? path, ReadOnly) ?? throw Refused(path, "doesn't exist");

    /// <summary>Opens an existing private file; null if there is none.</summary>
    internal static SafeFileHandle? OpenFile(string path, bool isForLock = false)
    {
        if (Open(path, (isForLock ? ReadWrite : ReadOnly) | Flags.WithoutFollowing) is not { } handle)
        {
            return null;
        }

        var attributes = File.GetAttributes(handle);
        return attributes.HasFlag(FileAttributes.Directory) ? throw Refused(handle, path, "is a folder")
            : !IsSeekable(handle) ? throw Refused(handle, path, "isn't a regular file")
            : (File.GetUnixFileMode(handle) & OfOthers) != 0
                ? throw Refused(handle, path, "can be read or written by others than its owner")
            : handle;
    }

    /// <summary>Locks an open file for this handle only, until it is closed or its process ends; false if it is locked.</summary>
    internal static bool TryLock(SafeFileHandle handle, string path)
    {
        if (NativeLock(handle, LockExclusive | LockWithoutWaiting) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Flags.WouldBlock ? false : throw Failed(path, error);
    }

    /// <summary>Flushes a file or a folder to the disk. Ignores a file system that doesn't support it.</summary>
    /// <remarks>.NET 10 ignores the result of <c>fsync</c>: a full or broken disk would go unnoticed.</remarks>
    internal static void Flush(SafeFileHandle handle, string path)
    {
        while ((OperatingSystem.IsMacOS() ? NativeControl(handle, FullFlush) : NativeFlush(handle)) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == Invalid || error == Flags.NotSupported)
            {
                return;
            }

            if (error != Interrupted)
            {
                throw new IOException($"{path} can't be flushed to the disk: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
    }

    /// <summary>Whether .NET couldn't open a file because it is locked.</summary>
    internal static bool IsLocked(IOException exception) => exception.HResult == Flags.WouldBlock;

    private static SafeFileHandle? Open(string path, int flags)
    {
        while (true)
        {
            var descriptor = NativeOpen(path, flags | Flags.CloseOnExec | Flags.WithoutWaiting);
            if (descriptor != -1)
            {
                return new SafeFileHandle(descriptor, ownsHandle: true);
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == NoEntry)
            {
                return null;
            }

            if (error != Interrupted)
            {
                throw new FileInfo(path).LinkTarget is null ? Failed(path, error) : Refused(path, "is a symbolic link");
            }
        }
    }

    private static bool IsSeekable(SafeFileHandle handle)
    {
        try
        {
            return RandomAccess.GetLength(handle) >= 0;
        }
        catch (NotSupportedException)
        {
            return false; // A pipe or a terminal has no length, which .NET detects in this way.
        }
    }

    private static StoreException Failed(string path, int error) =>
        Refused(path, "can't be opened: " + Marshal.GetPInvokeErrorMessage(error));

    private static StoreException Refused(string path, string why) => new(StoreProblem.Unreadable, $"{path} {why}");

    private static StoreException Refused(SafeFileHandle handle, string path, string why)
    {
        handle.Dispose();
        return Refused(path, why);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeOpen(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int NativeLock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int NativeFlush(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int NativeControl(SafeFileHandle file, int operation);
}
