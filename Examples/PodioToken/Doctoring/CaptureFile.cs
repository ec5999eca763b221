using System.Text.Json.Nodes;
using PodioOAuth.Functional;
using PodioToken.Reports;
using PodioToken.Saving;

namespace PodioToken.Doctoring;

/// <summary>The file of <c>doctor --capture</c>: created before anything is sent, and deleted if nothing was recorded.</summary>
internal sealed class CaptureFile : IDisposable
{
    private const int Room = 64 * 1024;

    private readonly FileStream _file;
    private bool _isKept;

    private CaptureFile(FileStream file) => _file = file;

    /// <summary>The recording of the exchanges.</summary>
    public Recording Recording { get; } = new();

    /// <summary>Creates the file, which only its owner can read. On Windows, the folder's access rules decide.</summary>
    /// <exception cref="EndedException">The file exists, or can't be created.</exception>
    public static CaptureFile Prepare(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, // Neither replaces a file nor follows a link that another user has put there.
            Access = FileAccess.Write,
            Share = FileShare.None,
            PreallocationSize = Room,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            var full = Path.GetFullPath(path);
            Links.Check(full);
            return File.Exists(full)
                ? throw new IOException("The file already exists and won't be overwritten.")
                : new CaptureFile(new FileStream(full, options));
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            throw EndedException.Of(
                ExitCode.InvalidInput, $"{ShellWord.Shown(path)} can't take the capture. {exception.Message} Nothing was sent.");
        }
    }

    /// <summary>Writes the recording, and returns the facts to report.</summary>
    /// <exception cref="EndedException">The file can't be written.</exception>
    public IReadOnlyList<Fact> Save()
    {
        var exchanges = Recording.Exchanges;
        if (exchanges.Count == 0)
        {
            return [new Fact("capture", null, "Capture", "none: nothing was exchanged with Podio")];
        }

        try
        {
            _file.SetLength(0); // Releases the remaining space.
            using var writer = new StreamWriter(_file, leaveOpen: true);
            writer.Write(Recording.ToJson());
            writer.Flush();
            _file.Flush(flushToDisk: true);
            _isKept = true;
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            throw EndedException.Of(
                ExitCode.Store,
                $"The capture couldn't be written to {ShellWord.Shown(_file.Name)}: {exception.Message} "
                    + "The login was renewed, and is kept.");
        }

        return
        [
            new Fact("capture", _file.Name, "Capture", ShellWord.Shown(_file.Name)),
            new Fact(
                "exchanges",
                new JsonArray([.. exchanges.Select(exchange => (JsonNode)exchange.ToString())]),
                "Contains",
                $"{string.Join("; ", exchanges)}"),
            new Fact("secrets", "replaced", "Secrets", "replaced by made-up ones; read the file before you send it to anyone"),
        ];
    }

    public void Dispose()
    {
        _file.Dispose();
        if (!_isKept)
        {
            File.Delete(_file.Name);
        }
    }
}
