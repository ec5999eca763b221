using PodioOAuth.Functional;

namespace PodioToken.Saving;

/// <summary>The file that a token will be saved to: checked before the request is sent, written after the reply.</summary>
/// <remarks>
/// A code or a refresh token is spent by asking. So an empty file of mode 0600 is made beside the one to be written, with room on the
/// disk; once it holds the token and the disk has it, it takes the name. Whoever reads the file sees the old token or the new one, whole.
/// On Windows the folder's own access rules decide who may read it. Disposing removes what wasn't needed.
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
    /// <param name="path">The file. What is there is replaced; a symbolic link stays, and what it points at is replaced.</param>
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
            // Root would replace it by a file, and that for everyone; and behind /dev/stdout may be a file that others write to.
            throw new IOException("It is a device.");
        }

        if (!Directory.Exists(folder))
        {
            throw new IOException("Its folder doesn't exist."); // The system's own message would name a file that nobody asked for.
        }

        CheckName(target);
        return new TokenFile(target, System.IO.Path.Combine(folder, $".podio-token-{System.IO.Path.GetRandomFileName()}"));
    }

    /// <summary>Writes the token and renames the file to its final name.</summary>
    /// <exception cref="NotSavedException">That failed.</exception>
    public void Save(Token token, DateTimeOffset requestedAt)
    {
        try
        {
            var bytes = SavedToken.Of(token, requestedAt).ToBytes();
            _stream.Write(bytes);
            _stream.SetLength(bytes.Length); // Gives back the room that is left.
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

    // The draft's name is short: that of the file itself may be longer than the file system takes.
    private static void CheckName(string target)
    {
        try
        {
            File.GetAttributes(target);
        }
        catch (FileNotFoundException)
        {
            // There is no such file yet, and there may be one.
        }
    }

    // What a link points at need not exist; the link itself has to, or the call throws.
    private static string Resolve(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static FileStreamOptions DraftOptions()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, // Never through a link that somebody has laid there.
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
