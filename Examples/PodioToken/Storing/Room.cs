using PodioToken.Profiles;

namespace PodioToken.Storing;

/// <summary>Room on the disk for what Podio will reply, reserved before it is asked and given back before the reply is written.</summary>
/// <remarks>A code or a refresh token is spent by asking: on a disk that is full the new one would be lost.</remarks>
internal sealed class Room : IDisposable
{
    private const int Size = 64 * 1024;

    private readonly FileStream _stream;

    private Room(FileStream stream) => _stream = stream;

    /// <summary>Reserves it.</summary>
    /// <exception cref="IOException">There is none.</exception>
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
            File.Delete(file); // The room stays until the file is closed: a process that is killed leaves nothing.
        }

        return new Room(stream);
    }

    public void Dispose() => _stream.Dispose();
}
