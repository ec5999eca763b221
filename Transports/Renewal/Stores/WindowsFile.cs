using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace PodioOAuth.Functional;

/// <summary>Where there are no modes: links are looked for before a file is opened, and sharing is the lock. Who may open what is up to the
/// folder's access control list.</summary>
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

    /// <summary>Opens or makes a file, for this handle alone until it is closed or its process ends; null where another has it.</summary>
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
