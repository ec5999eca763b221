namespace PodioToken.Profiles;

/// <summary>Folders for their user alone: mode 0700. On Windows what lies below the user's profile is the user's.</summary>
internal static class PrivateFolders
{
    private const UnixFileMode OfUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OfUser);
        }
    }

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
        : Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is not (".xml" or ".damaged")) // Keys: their folder keeps others out.
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
