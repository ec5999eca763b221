using System.Security.Cryptography;
using System.Text;

namespace PodioOAuth.Functional.Mutation;

/// <summary>A copy of the checkout as it is now, with what is not committed, in a folder that git ignores.</summary>
internal sealed class Export
{
    private readonly IReadOnlyList<string> _files;

    private Export(string root, IReadOnlyList<string> files) => (Root, _files) = (root, files);

    internal string Root { get; }

    /// <summary>Brings the copy up to date. What is the same stays as it was built.</summary>
    internal static Export Refresh(string checkout, string root)
    {
        var files = Command.Run(checkout, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(Path.Combine(checkout, file))).Order(StringComparer.Ordinal).ToList();
        var listPath = Path.Combine(root, ".exported");
        foreach (var gone in File.Exists(listPath) ? File.ReadLines(listPath).Except(files) : [])
        {
            File.Delete(Path.Combine(root, gone));
        }

        foreach (var file in files)
        {
            Copy(Path.Combine(checkout, file), Path.Combine(root, file));
        }

        File.WriteAllLines(listPath, files);
        return new Export(root, files);
    }

    /// <summary>What all files together are that lie in one of the folders, or say for all projects how they are built.</summary>
    internal string Fingerprint(params string[] folders)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in _files.Where(file => file is "Directory.Build.props" or "Directory.Packages.props" or "global.json"
            || !file.StartsWith("Tests/Mutation/", StringComparison.Ordinal) && !file.StartsWith("Tests/Guards/", StringComparison.Ordinal)
            && folders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal))))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(Root, file))));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(to) && File.ReadAllBytes(from).AsSpan().SequenceEqual(File.ReadAllBytes(to)))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }
}
