using System.Runtime.CompilerServices;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>A store in a folder on a local disk: one file per key, shared by all processes of one user.</summary>
/// <remarks>
/// <para>Safe for concurrent use by threads and processes. A write replaces the whole file, and is on the disk when its task completes:
/// after a crash or power loss, either the old or the new entry is there. A lock ends with its process.</para>
/// <para>On Unix, the folder has mode 0700 and its files 0600. A folder that others can write, a file that others can read or write, and a
/// symbolic link, folder or device in place of a file are refused with an <see cref="IOException"/> that says so
/// (<see cref="StoreProblem.Unreadable"/>). On Windows, the folder's access control list decides: choose a folder below the user's
/// profile.</para>
/// <para>The folder must be on a local disk: a network drive may not guarantee locks and write order.</para>
/// <para>An entry whose lifetime has ended is neither read nor listed. A later write removes its file: at most once a minute, a store that
/// writes checks up to 256 files of the folder for such entries and for files that killed processes left behind.</para>
/// <para>Entries contain unencrypted secrets unless you wrap the store in a <see cref="ProtectedTokenStore"/>. Keys are never
/// encrypted.</para>
/// </remarks>
public sealed class FileTokenStore : IListableTokenStore
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(30);

    private readonly PrivateFolder _folder;
    private readonly FileLocks _locks;
    private readonly FileLocks _writing;
    private readonly FolderSweep _sweep;
    private readonly TimeProvider _time;
    private readonly bool _isWatched;

    /// <summary>Creates a store in a folder. Nothing is read or created before the store is used.</summary>
    /// <param name="folder">The path of the folder, resolved against the current folder now. Its last part may be a link.</param>
    /// <param name="timeProvider">The clock that times waits for a lock and ends lifetimes; null for the system's clock.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is null, empty or not a path.</exception>
    public FileTokenStore(string folder, TimeProvider? timeProvider = null)
        : this(folder, timeProvider, before: null)
    {
    }

    /// <summary>Creates a store whose operations on files are observed (<see cref="PrivateFolder"/>), and run on the threads of its
    /// callers.</summary>
    internal FileTokenStore(string folder, TimeProvider? timeProvider, Action<string, string>? before)
    {
        _folder = new PrivateFolder(Path.GetFullPath(folder), before);
        _time = timeProvider ?? TimeProvider.System;
        _isWatched = before is not null;
        _writing = new FileLocks(_folder, PrivateFolder.Writing, _time);
        _locks = new FileLocks(_folder, PrivateFolder.Lock, _time);
        _sweep = new FolderSweep(_folder, _time);
    }

    /// <summary>Gets the full path of the folder.</summary>
    public string Folder => _folder.Path;

    /// <inheritdoc/>
    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _locks.LockAsync(key, timeout, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        var file = EntryOf(key);
        return RunAsync(
            () => Task.FromResult(Told(StoreProblem.Unreadable, () => Read(file) switch
            {
                null => default(ReadOnlyMemory<byte>?),
                { Header: { } header } when header.Key != key =>
                    throw new StoreException(StoreProblem.Foreign, $"{file} contains the entry of another key"),
                var found => found.Entry,
            })),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        var file = EntryOf(key);
        DateTimeOffset? expiresAt = lifetime is { } length ? Instants.Add(_time.GetUtcNow(), length) : null;
        return AloneAsync(key, () => _folder.Replace(file, EntryFile.Write(key, expiresAt, value.Span)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        var file = EntryOf(key);
        return AloneAsync(key, () => _folder.Remove(file), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>A file written by an earlier version doesn't contain its key, and is listed once it has been written again. A file that is
    /// damaged or was written by a later version is skipped because its key is unknown.</remarks>
    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var files = await Task.Run(() => Told(StoreProblem.Unreadable, _folder.Entries), cancellationToken).ConfigureAwait(false);
        foreach (var file in files)
        {
            if (await Task.Run(() => Told(StoreProblem.Unreadable, () => KeyIn(file)), cancellationToken).ConfigureAwait(false) is { } key)
            {
                yield return key;
            }
        }
    }

    // Reading the entry reports the problem. One such file must not hide all others from the service that keeps logins alive.
    private string? KeyIn(string file)
    {
        try
        {
            return Read(file)?.Header?.Key;
        }
        catch (StoreException exception) when (exception.Problem is StoreProblem.Torn or StoreProblem.Foreign)
        {
            return null;
        }
    }

    private EntryFile? Read(string file) =>
        _folder.Read(file) is { } bytes && EntryFile.Read(file, bytes) is var found && !found.HasEnded(_time.GetUtcNow()) ? found : null;

    private string EntryOf(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _folder.FileOf(key, PrivateFolder.Entry);
    }

    // One writer per key at a time, with or without the login's lock, so an existing temporary file was left by a process that has ended.
    private Task<bool> AloneAsync(string key, Action write, CancellationToken cancellationToken) => RunAsync(
        async () =>
        {
            var handle = await _writing.LockAsync(key, WriteTimeout, cancellationToken).ConfigureAwait(false)
                ?? throw new StoreException(StoreProblem.Unwritable, $"another process has been writing {EntryOf(key)} for too long");
            await using (handle.ConfigureAwait(false))
            {
                Told<object?>(StoreProblem.Unwritable, () =>
                {
                    write();
                    return null;
                });
            }

            _sweep.SweepIfDue();
            return true;
        },
        cancellationToken);

    // Not on a caller's thread, because a disk may be slow.
    private Task<T> RunAsync<T>(Func<Task<T>> access, CancellationToken cancellationToken) =>
        _isWatched ? access() : Task.Run(access, cancellationToken);

    // The system's message names the path and the reason, but no content.
    private static T Told<T>(StoreProblem problem, Func<T> access)
    {
        try
        {
            return access();
        }
        catch (Exception exception) when (exception is IOException and not StoreException or UnauthorizedAccessException)
        {
            throw new StoreException(problem, exception.Message, exception);
        }
    }
}
