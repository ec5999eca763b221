using PodioToken.Profiles;
using PodioToken.Reports;

namespace PodioToken.Saving;

/// <summary>Symbolic links on the way to a file.</summary>
internal static class Links
{
    private const int Most = 40; // The system's limit.

    /// <summary>Ensures that no other user has put a link on the path, which would decide where the file is created.</summary>
    /// <remarks>Links of root are accepted, because systems have such links. If owners are unknown, every link is accepted.</remarks>
    /// <exception cref="IOException">There is such a link.</exception>
    public static void Check(string path) => Check(path, Most);

    private static void Check(string path, int left)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        for (var length = 2; length <= parts.Length; length++)
        {
            var link = string.Join(Path.DirectorySeparatorChar, parts[..length]);
            if (new FileInfo(link).LinkTarget is not { } target)
            {
                continue;
            }

            if (UnixUser.OwnerOf(link, isFollowed: false) is { } owner && owner != UnixUser.Current && owner != UnixUser.Root)
            {
                throw new IOException($"{ShellWord.Shown(link)} is a symbolic link that belongs to another user.");
            }

            if (left > 0) // Otherwise the links form a cycle, which the system reports.
            {
                Check(Path.GetFullPath(Path.Combine([target, .. parts[length..]]), Path.GetDirectoryName(link)!), left - 1);
            }

            return;
        }
    }
}
