using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace PodioOAuth.Functional;

// open → locked → (marked → deleted →) closed

/// <summary>A file whose lock works between processes, and which its holder deletes when it releases the lock.</summary>
/// <remarks>
/// <para>A waiter has the file open, and may acquire the lock of a file that was deleted meanwhile, while another process locks the new
/// file of that name. So a holder marks its file before it deletes it: a file without a mark was never deleted, and a process that locks a
/// marked file checks whether it still has that name.</para>
/// <para>A marked file that still exists was left by a process that ended in between: the next holder takes it over. If the disk is too
/// full for a mark, the file is kept as well; locking it needs no space.</para>
/// </remarks>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixLockFile : IDisposable
{
    private const int MarkLength = 16;
    private const int AlreadyExists = 17; // EEXIST

    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly Action<string, string>? _before;
    private bool _isHeld;

    private UnixLockFile(string path, SafeFileHandle handle, Action<string, string>? before) =>
        (_path, _handle, _before) = (path, handle, before);

    /// <summary>Opens the file, and creates it if necessary.</summary>
    /// <param name="path">The file.</param>
    /// <param name="before">As for <see cref="PrivateFolder"/>.</param>
    internal static UnixLockFile Open(string path, Action<string, string>? before = null)
    {
        while (true)
        {
            before?.Invoke("open", path);
            if (UnixFile.OpenFile(path, isForLock: true) is { } handle)
            {
                return new UnixLockFile(path, handle, before);
            }

            before?.Invoke("create", path);
            Create(path);
        }
    }

    /// <summary>Locks the file if it isn't locked.</summary>
    internal LockAttempt TryHold()
    {
        _before?.Invoke("lock", _path);
        if (!UnixFile.TryLock(_handle, _path))
        {
            return LockAttempt.HeldByAnother;
        }

        _before?.Invoke("read the mark of", _path);
        var mark = PrivateFile.ReadAll(_handle, _path);
        if (mark.Length >= MarkLength && !IsAtPath(mark.Span))
        {
            return LockAttempt.Deleted;
        }

        if (mark.Length > 0)
        {
            _before?.Invoke("unmark", _path);
            RandomAccess.SetLength(_handle, 0);
        }

        _isHeld = true;
        return LockAttempt.Held;
    }

    /// <summary>Deletes the file, then releases the lock.</summary>
    public void Dispose()
    {
        try
        {
            if (_isHeld)
            {
                _isHeld = false;
                Delete();
                _before?.Invoke("unlock", _path);
            }
        }
        finally
        {
            _handle.Dispose();
        }
    }

    private static void Create(string path)
    {
        try
        {
            PrivateFile.Create(path).Dispose();
        }
        catch (IOException exception) when (exception.HResult == AlreadyExists || UnixFile.IsLocked(exception))
        {
            // Another process was first, and its file will do. It may already be deleted again.
        }
    }

    // A leftover file does no harm: the lock is released nevertheless.
    private void Delete()
    {
        try
        {
            var mark = RandomNumberGenerator.GetBytes(MarkLength);
            _before?.Invoke("mark", _path);
            RandomAccess.Write(_handle, mark, fileOffset: 0);
            if (IsAtPath(mark))
            {
                _before?.Invoke("delete", _path);
                File.Delete(_path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk is full, or the folder's permissions have changed.
        }
    }

    private bool IsAtPath(ReadOnlySpan<byte> mark)
    {
        _before?.Invoke("look for the mark in", _path);
        using var handle = UnixFile.OpenFile(_path);
        return handle is not null && PrivateFile.ReadAll(handle, _path).Span.SequenceEqual(mark);
    }
}

/// <summary>The result of an attempt to lock a file.</summary>
internal enum LockAttempt
{
    /// <summary>The lock is held.</summary>
    Held,

    /// <summary>Another process holds the lock.</summary>
    HeldByAnother,

    /// <summary>The last holder has deleted the file, which must be opened again.</summary>
    Deleted,
}
