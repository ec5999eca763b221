using PodioToken.Reports;
using PodioToken.Settings;

namespace PodioToken.Profiles;

// CurrentProfile = Name × what selected it

/// <summary>The profile that a command uses, from <c>--profile</c>, <c>PODIO_TOKEN_PROFILE</c>, <c>profile use</c>, or
/// <c>default</c>.</summary>
/// <param name="Name">The name, of <see cref="ProfileName"/>.</param>
/// <param name="ChosenBy">A description of what selected it.</param>
internal sealed record CurrentProfile(string Name, string ChosenBy)
{
    private const string ByNothing = "no other profile was chosen";

    /// <summary>The profile.</summary>
    /// <param name="option">The value of the option, or null.</param>
    /// <param name="environment">Returns the value of an environment variable, or null.</param>
    /// <param name="folders">Where the selection of <c>profile use</c> is saved.</param>
    /// <exception cref="EndedException">The variable or the file contains no profile name.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static CurrentProfile Of(string? option, Func<string, string?> environment, ToolFolders folders) =>
        option is not null ? new(option, "--profile")
        : environment(Variable.Profile.Name) is { Length: > 0 } named ? new(Valid(named, Variable.Profile.Name), Variable.Profile.Name)
        : Kept(folders) is { } kept ? new(Valid(kept, folders.Current), "podio-token profile use")
        : new(ProfileName.Default, ByNothing);

    /// <summary>Whether a command without a profile uses this one in any shell.</summary>
    public bool IsDefault => Name == ProfileName.Default && ChosenBy == ByNothing;

    /// <summary>Saves the selection.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Keep(string name, ToolFolders folders)
    {
        PrivateFolders.Make(folders.Data);
        var draft = $"{folders.Current}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllText(draft, name + "\n");
            File.Move(draft, folders.Current, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static string? Kept(ToolFolders folders)
    {
        try
        {
            return File.ReadAllText(folders.Current).TrimEnd('\n', '\r') is { Length: > 0 } name ? name : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string Valid(string name, string from) => ProfileName.IsValid(name)
        ? name
        : throw EndedException.Of(ExitCode.Environment, $"{from} isn't the name of a profile. {ProfileName.Rule}");
}
