using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Files;

/// <summary>Bugs of stores in files.</summary>
public enum FileBug
{
    None,

    /// <summary>The lock of a login keeps nobody out.</summary>
    NoLock,

    /// <summary>A lock's file is deleted with the lock, and whoever waited for it locks a file that is not there anymore.</summary>
    LockOnDeletedFile,

    /// <summary>An entry is written in its place, so that a kill leaves half of it.</summary>
    WrittenInPlace,

    /// <summary>What was read once is not read again under the lock.</summary>
    ReadOnce,
}

/// <summary>A store in files with one bug or none, which tells who holds a lock.</summary>
/// <param name="right">The store without a bug.</param>
/// <param name="folder">Its folder.</param>
/// <param name="bug">The bug.</param>
/// <param name="before">As for <see cref="PrivateFolder"/>.</param>
/// <param name="holds">Is told of each key that is locked (1) and about to be given back (-1).</param>
internal sealed class FaultyFiles(
    ITokenStore right, string folder, FileBug bug, Action<string, string> before, Action<string, int> holds) : ITokenStore
{
    private readonly PrivateFolder _folder = new(folder);
    private ReadOnlyMemory<byte>? _read;

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        bug == FileBug.ReadOnce && LoginKey.TryParse(key, out _)
            ? _read ??= await right.ReadAsync(key, cancellationToken)
            : await right.ReadAsync(key, cancellationToken);

    public async Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        var file = _folder.FileOf(key, PrivateFolder.Entry);
        if (bug != FileBug.WrittenInPlace || !File.Exists(file))
        {
            await right.WriteAsync(key, value, lifetime, cancellationToken);
            return;
        }

        before("truncate", file);
        using var stream = new FileStream(file, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
        foreach (var part in EntryFile.Write(key, expiresAt: null, value.Span).Chunk(100))
        {
            before("write", file);
            stream.Write(part);
        }
    }

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => right.RemoveAsync(key, cancellationToken);

    public async Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var held = bug switch
        {
            FileBug.NoLock => new StoreLock(() => Task.CompletedTask),
            FileBug.LockOnDeletedFile => LockFile(_folder.FileOf(key, PrivateFolder.Lock)),
            _ => await right.LockAsync(key, timeout, cancellationToken),
        };
        holds(key, 1);
        return new StoreLock(async () =>
        {
            holds(key, -1);
            await held!.DisposeAsync();
        });
    }

    private StoreLock LockFile(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        while (true)
        {
            before("open", file);
            var handle = UnixFile.OpenFile(file, isForLock: true);
            if (handle is null)
            {
                PrivateFile.Create(file).Dispose();
                continue;
            }

            before("lock", file);
            if (UnixFile.TryLock(handle, file))
            {
                return new StoreLock(() =>
                {
                    using (handle) // Also of a process that is dead.
                    {
                        before("delete", file);
                        File.Delete(file);
                    }

                    return Task.CompletedTask;
                });
            }

            handle.Dispose();
        }
    }
}
