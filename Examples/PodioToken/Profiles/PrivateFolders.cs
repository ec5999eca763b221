namespace PodioToken.Profiles;

/// <summary>Private folders, with mode 0700. On Windows, folders below the user's profile are private already.</summary>
internal static class PrivateFolders
{
    private const UnixFileMode OfUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode WrittenByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates a folder and its missing parents.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            if (Path.GetDirectoryName(folder) is { Length: > 0 } above)
            {
                Make(above); // By default, .NET creates these according to the umask.
            }

            Directory.CreateDirectory(folder, OfUser);
        }
    }

    /// <summary>Removes other users' permissions from the tool's existing folders.</summary>
    public static void Close(ToolFolders folders)
    {
        foreach (var folder in folders.All.Where(Directory.Exists))
        {
            if (!OperatingSystem.IsWindows() && IsOpenToOthers(folder))
            {
                File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) & ~OfOthers);
            }
        }
    }

    /// <summary>Returns the first of the tool's folders that other users can write, and why; or null.</summary>
    public static UnsafeFolder? FirstUnsafe(ToolFolders folders) => OperatingSystem.IsWindows()
        ? null
        : folders.All.Where(Directory.Exists).Select(ProblemOf).FirstOrDefault(problem => problem is not null);

    private static UnsafeFolder? ProblemOf(string folder) =>
        UnixUser.OwnerOf(folder, isFollowed: true) is { } owner && owner != UnixUser.Current
            ? new UnsafeFolder(folder, $"belongs to another user ({owner})", IsAnothers: true)
        : !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & WrittenByOthers) != 0
            ? new UnsafeFolder(folder, "can be written by other users", IsAnothers: false)
        : null;

    /// <summary>The options for creating a private file. An existing file or link is never reused.</summary>
    public static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>Returns the folder, or a file in it, that other users can access, or null.</summary>
    /// <param name="folder">The folder, which need not exist.</param>
    public static string? FirstOpenToOthers(string folder) => OperatingSystem.IsWindows() || !Directory.Exists(folder)
        ? null
        : Directory.EnumerateFiles(folder)
            .Where(file => Path.GetExtension(file) is not (".xml" or ".damaged")) // Keys: their folder protects them.
            .Prepend(folder).FirstOrDefault(IsOpenToOthers);

    private static bool IsOpenToOthers(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) != 0;
        }
        catch (FileNotFoundException)
        {
            return false; // Another process has replaced or removed it since, or it is a link to nothing.
        }
    }
}
