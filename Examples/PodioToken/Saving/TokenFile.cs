using PodioOAuth.Functional;

namespace PodioToken.Saving;

/// <summary>The file that a token will be saved to: checked before the request is sent, written after the reply.</summary>
/// <remarks>
/// A request uses up a code or a refresh token. So an empty file with mode 0600 is created beside the target, with reserved disk space;
/// once it contains the token and is flushed, it is renamed. A reader sees either the old token or the complete new one. On Windows, the
/// folder's access rules decide who can read it. Disposing removes an unneeded file.
/// </remarks>
internal sealed class TokenFile : IDisposable
{
    private const int Room = 64 * 1024;

    private readonly string _draft;
    private readonly FileStream _stream;
    private bool _isDraftKept;

    private TokenFile(string path, string draft)
    {
        (Path, _draft) = (path, draft);
        _stream = new FileStream(draft, DraftOptions());
    }

    /// <summary>The file that will contain the token: the requested path with symbolic links resolved.</summary>
    public string Path { get; }

    /// <summary>Checks that the file can be written.</summary>
    /// <param name="path">The file. An existing file is replaced; a symbolic link is kept, and its target is replaced.</param>
    /// <exception cref="IOException">No file can be created there.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no permission to create a file there.</exception>
    public static TokenFile Prepare(string path)
    {
        var asked = System.IO.Path.GetFullPath(path);
        Links.Check(asked);
        var target = Resolve(asked);
        if (Directory.Exists(target))
        {
            throw new IOException("It is a folder.");
        }

        var folder = System.IO.Path.GetDirectoryName(target) ?? throw new IOException("It has no parent folder.");
        if (folder == "/dev" || System.IO.Path.GetDirectoryName(asked) == "/dev")
        {
            // Root would replace it with a file, for everyone; and /dev/stdout may be a file that others write to.
            throw new IOException("It is a device.");
        }

        if (!Directory.Exists(folder))
        {
            throw new IOException("Its folder doesn't exist."); // The system's own message would name a file that the user didn't specify.
        }

        CheckName(target);
        return new TokenFile(target, System.IO.Path.Combine(folder, $".podio-token-{System.IO.Path.GetRandomFileName()}"));
    }

    /// <summary>Writes the token and renames the file to its final name.</summary>
    /// <exception cref="NotSavedException">The token couldn't be saved.</exception>
    public void Save(Token token, DateTimeOffset requestedAt)
    {
        try
        {
            var bytes = SavedToken.Of(token, requestedAt).ToBytes();
            _stream.Write(bytes);
            _stream.SetLength(bytes.Length); // Releases the remaining space.
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            _isDraftKept = true;
            File.Move(_draft, Path, overwrite: true);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw new NotSavedException(exception, _isDraftKept && File.Exists(_draft) ? _draft : null);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_isDraftKept)
        {
            File.Delete(_draft);
        }
    }

    /// <summary>Whether the file system failed, not this program.</summary>
    public static bool IsFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;

    // The draft's name is short: a longer one than the file's own might exceed the file system's limit.
    private static void CheckName(string target)
    {
        try
        {
            File.GetAttributes(target);
        }
        catch (FileNotFoundException)
        {
            // The file doesn't exist yet, but it may be created.
        }
    }

    // A link's target need not exist, but the link must, or the call throws.
    private static string Resolve(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static FileStreamOptions DraftOptions()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, // Never through a link that another user has put there.
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
            PreallocationSize = Room,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
