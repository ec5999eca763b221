using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PodioOAuth.Functional;

/// <summary>A folder of one owner, whose files are replaced whole and never followed to elsewhere.</summary>
internal sealed class PrivateFolder(string path)
{
    internal string Path => path;

    /// <summary>The file of a key: no key can name another folder, and none is too long.</summary>
    internal string FileOf(string key, string extension) =>
        System.IO.Path.Combine(path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + extension);

    /// <summary>The bytes of a file; null where there is no file, or no folder yet.</summary>
    internal byte[]? Read(string file)
    {
        if (!Exists())
        {
            return null;
        }

        Open()?.Dispose();
        using var handle = OpenFile(file);
        return handle is null ? null : PrivateFile.ReadAll(handle, file);
    }

    /// <summary>Replaces a file by way of a temporary, which two callers may not share. It is on the disk when this returns.</summary>
    internal void Replace(string file, string temporary, ReadOnlyMemory<byte> value)
    {
        using var folder = Make();
        OpenFile(file)?.Dispose(); // Refuses what is not an entry's file. To be renamed over would be the end of it.
        File.Delete(temporary); // Whoever left it has ended. Of a link it removes the link.
        using (var stream = PrivateFile.Create(temporary))
        {
            stream.Write(value.Span);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
        Sync(folder);
    }

    /// <summary>Removes files that may be there.</summary>
    internal void Remove(params ReadOnlySpan<string> files)
    {
        using var folder = Make();
        foreach (var file in files)
        {
            File.Delete(file);
        }

        Sync(folder);
    }

    /// <summary>Locks a file until what it gives is disposed; null where another has it. On Unix the file is there for so long; on Windows
    /// it stays.</summary>
    internal IDisposable? TryLock(string file)
    {
        Make()?.Dispose();
        if (OperatingSystem.IsWindows())
        {
            return WindowsFile.TryLock(file);
        }

        while (true)
        {
            var attempt = LockAttempt.HeldByAnother;
            var opened = UnixLockFile.Open(file);
            try
            {
                attempt = opened.TryHold();
            }
            finally
            {
                if (attempt != LockAttempt.Held)
                {
                    opened.Dispose();
                }
            }

            if (attempt != LockAttempt.Deleted)
            {
                return attempt == LockAttempt.Held ? opened : null;
            }
        }
    }

    // A folder that is not there yet is no fault of a reader's.
    private bool Exists() => Directory.Exists(path) || File.Exists(path);

    private SafeFileHandle? Make()
    {
        if (!Exists())
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, PrivateFile.OfOwner | UnixFileMode.UserExecute);
                using var parent = UnixFile.OpenParent(path);
                Sync(parent);
            }
        }

        return Open();
    }

    private SafeFileHandle? Open() => OperatingSystem.IsWindows() ? null : UnixFile.OpenFolder(path);

    private static SafeFileHandle? OpenFile(string file) =>
        OperatingSystem.IsWindows() ? WindowsFile.OpenFile(file) : UnixFile.OpenFile(file);

    // A name is as lasting as its folder's own pages. Windows writes them through with the rename.
    private static void Sync(SafeFileHandle? folder)
    {
        if (folder is not null)
        {
            RandomAccess.FlushToDisk(folder);
        }
    }
}
