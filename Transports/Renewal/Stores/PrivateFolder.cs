using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PodioOAuth.Functional;

/// <summary>A private folder, whose files are replaced atomically and whose links are never followed.</summary>
/// <param name="path">The folder's full path.</param>
/// <param name="before">Called before every operation on a file, with the operation and the file, so that a test can decide which of two
/// stores continues, or which operation is the last of a process. Null for none.</param>
internal sealed class PrivateFolder(string path, Action<string, string>? before = null)
{
    internal const string Entry = ".json";
    internal const string Lock = ".lock";
    internal const string Writing = ".write";
    private const string Temporary = ".tmp";
    private const int NameLength = 2 * SHA256.HashSizeInBytes;

    internal string Path => path;

    /// <summary>Returns the file of a key: no key can name another folder, and no name is too long.</summary>
    internal string FileOf(string key, string extension) =>
        System.IO.Path.Combine(path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + extension);

    internal static bool IsLock(string file) => System.IO.Path.GetExtension(file) is Lock or Writing;

    internal static bool IsTemporary(string file) => System.IO.Path.GetExtension(file) == Temporary;

    /// <summary>The lock on the writing of an entry's file.</summary>
    internal static string WritingOf(string file) => System.IO.Path.ChangeExtension(file, Writing);

    /// <summary>Returns the files of all entries.</summary>
    internal IReadOnlyList<string> Entries() => [.. Files().Where(file => System.IO.Path.GetExtension(file) == Entry)];

    /// <summary>Returns some of the files, chosen at random, or all if there are no more than that.</summary>
    internal IReadOnlyList<string> Sample(int count) => [.. Files().Shuffle().Take(count).Order(StringComparer.Ordinal)];

    /// <summary>Reads a file; null if there is no file or no folder yet.</summary>
    internal ReadOnlyMemory<byte>? Read(string file)
    {
        if (!Exists())
        {
            return null;
        }

        Open()?.Dispose();
        using var handle = OpenFile(file);
        if (handle is null)
        {
            return null;
        }

        before?.Invoke("read", file);
        return PrivateFile.ReadAll(handle, file);
    }

    /// <summary>Replaces a file through a temporary file, which two callers must not share. The file is on the disk when this
    /// returns.</summary>
    internal void Replace(string file, ReadOnlySpan<byte> value)
    {
        var temporary = System.IO.Path.ChangeExtension(file, Temporary);
        using var folder = Make();
        OpenFile(file)?.Dispose(); // Refuses what isn't an entry's file, which the rename would destroy.
        Delete(temporary); // Its writer has ended. If it is a link, only the link is removed.
        before?.Invoke("create", temporary);
        using (var stream = PrivateFile.Create(temporary))
        {
            before?.Invoke("write", temporary);
            stream.Write(value);
            var handle = stream.SafeFileHandle;
            before?.Invoke("flush", temporary);
            Flush(handle, temporary);
        }

        before?.Invoke("rename", temporary);
        File.Move(temporary, file, overwrite: true);
        Sync(folder);
    }

    /// <summary>Removes a file, if it exists, and its temporary file.</summary>
    internal void Remove(string file)
    {
        using var folder = Make();
        Delete(file);
        Delete(System.IO.Path.ChangeExtension(file, Temporary));
        Sync(folder);
    }

    /// <summary>Deletes a file, if it exists. After a power loss it may reappear.</summary>
    internal void Delete(string file)
    {
        before?.Invoke("delete", file);
        File.Delete(file);
    }

    /// <summary>Locks a file until the result is disposed; null if another process holds the lock. On Unix, the file exists while locked;
    /// on Windows, it remains until <see cref="RemoveLock"/>.</summary>
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
            var opened = UnixLockFile.Open(file, before);
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

    /// <summary>Removes the file of a lock that isn't held.</summary>
    internal void RemoveLock(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            Delete(file); // Windows refuses it while the file is open.
        }
        else
        {
            TryLock(file)?.Dispose();
        }
    }

    // Not other files, though they don't belong here.
    private IEnumerable<string> Files()
    {
        if (!Exists())
        {
            return [];
        }

        Open()?.Dispose();
        before?.Invoke("list", path);
        return Directory.EnumerateFiles(path).Where(file =>
            System.IO.Path.GetFileNameWithoutExtension(file) is { Length: NameLength } name
            && name.All(char.IsAsciiHexDigitLower)
            && System.IO.Path.GetExtension(file) is Entry or Lock or Writing or Temporary);
    }

    // A folder that doesn't exist yet isn't a reader's error.
    private bool Exists() => Directory.Exists(path) || File.Exists(path);

    private SafeFileHandle? Make()
    {
        if (!Exists())
        {
            before?.Invoke("make", path);
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

    private SafeFileHandle? OpenFile(string file)
    {
        before?.Invoke("open", file);
        return OperatingSystem.IsWindows() ? WindowsFile.OpenFile(file) : UnixFile.OpenFile(file);
    }

    // A name is durable only when its folder is flushed. Windows does so with the rename.
    private void Sync(SafeFileHandle? folder)
    {
        if (folder is not null)
        {
            before?.Invoke("sync", path);
            Flush(folder, path);
        }
    }

    private static void Flush(SafeFileHandle handle, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(handle);
        }
        else
        {
            UnixFile.Flush(handle, path);
        }
    }
}
