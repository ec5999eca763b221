using PodioToken.Profiles;

namespace PodioToken.Storing;

/// <summary>Disk space for Podio's reply, reserved before the request and released before the reply is written.</summary>
/// <remarks>A request uses up a code or a refresh token: on a full disk, the new token would be lost.</remarks>
internal sealed class Room : IDisposable
{
    private const int Size = 64 * 1024;

    private readonly FileStream _stream;

    private Room(FileStream stream) => _stream = stream;

    /// <summary>Reserves the space.</summary>
    /// <exception cref="IOException">There is no space.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static Room Reserve(ToolFolders folders)
    {
        PrivateFolders.Make(folders.State);
        var file = Path.Combine(folders.State, Path.GetRandomFileName() + ".room");
        var options = PrivateFolders.NewFile();
        options.PreallocationSize = Size;
        options.Options = FileOptions.DeleteOnClose;
        var stream = new FileStream(file, options);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(file); // The space is reserved until the file is closed: a killed process leaves nothing behind.
        }

        return new Room(stream);
    }

    public void Dispose() => _stream.Dispose();
}
