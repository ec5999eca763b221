using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace PodioOAuth.Functional;

/// <summary>For Windows, which has no modes: links are detected before a file is opened, and the sharing mode is the lock. The folder's
/// access control list decides who may open what.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsFile
{
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>Opens an existing file; null if there is none.</summary>
    internal static SafeFileHandle? OpenFile(string path)
    {
        Refuse(path);
        return File.Exists(path) ? File.OpenHandle(path, share: FileShare.Read | FileShare.Delete) : null;
    }

    /// <summary>Opens or creates a file exclusively for this handle, until it is closed or its process ends; null if another handle has
    /// it.</summary>
    internal static SafeFileHandle? TryLock(string path)
    {
        Refuse(path);
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult == SharingViolation)
        {
            return null;
        }
    }

    private static void Refuse(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            throw new StoreException(StoreProblem.Unreadable, $"{path} is a symbolic link");
        }

        if (Directory.Exists(path))
        {
            throw new StoreException(StoreProblem.Unreadable, $"{path} is a folder");
        }
    }
}
