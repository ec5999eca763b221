namespace PodioToken.Profiles;

/// <summary>Folders for their user alone: mode 0700. On Windows what lies below the user's profile is the user's.</summary>
internal static class PrivateFolders
{
    private const UnixFileMode OfUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode WrittenByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder, and those above it that are missing.</summary>
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
                Make(above); // By itself .NET makes these as the umask says.
            }

            Directory.CreateDirectory(folder, OfUser);
        }
    }

    /// <summary>Takes from others what they may do in the tool's own folders that are there.</summary>
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

    /// <summary>The first of the tool's folders that is not this user's alone to write, and why; or null.</summary>
    public static UnsafeFolder? FirstUnsafe(ToolFolders folders) => OperatingSystem.IsWindows()
        ? null
        : folders.All.Where(Directory.Exists).Select(ProblemOf).FirstOrDefault(problem => problem is not null);

    private static UnsafeFolder? ProblemOf(string folder) =>
        UnixUser.OwnerOf(folder, isFollowed: true) is { } owner && owner != UnixUser.Current
            ? new UnsafeFolder(folder, $"belongs to another user ({owner})", IsAnothers: true)
        : !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & WrittenByOthers) != 0
            ? new UnsafeFolder(folder, "can be written by other users", IsAnothers: false)
        : null;

    /// <summary>How to make a file that only its user may touch. One that is there is never taken, nor a link.</summary>
    public static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>The folder or file in it that others than the user may touch, or null.</summary>
    /// <param name="folder">The folder. One that is not there is nobody's.</param>
    public static string? FirstOpenToOthers(string folder) => OperatingSystem.IsWindows() || !Directory.Exists(folder)
        ? null
        : Directory.EnumerateFiles(folder)
            .Where(file => Path.GetExtension(file) is not (".xml" or ".damaged")) // Keys: their folder keeps others out.
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
