using PodioToken.Reports;

namespace PodioToken.Profiles;

/// <summary>A folder of the tool in which another user could replace settings, keys or logins.</summary>
internal sealed record UnsafeFolder(string Path, string Why, bool IsAnothers)
{
    public string Sentence => $"The folder {ShellWord.Shown(Path)} {Why}: its contents could be replaced.";

    /// <summary>The fix.</summary>
    public string Cure => IsAnothers
        ? $"mv {ShellWord.Of(Path)} {ShellWord.Of(Path + ".not-mine")}, and podio-token login"
        : $"inspect its contents, then chmod go= {ShellWord.Of(Path)}";
}
