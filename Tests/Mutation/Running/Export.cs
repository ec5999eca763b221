using System.Security.Cryptography;
using System.Text;

namespace PodioOAuth.Functional.Mutation;

/// <summary>A copy of the checkout, including uncommitted changes, in a folder that Git ignores.</summary>
internal sealed class Export
{
    private static readonly string[] Own = ["Tests/Mutation/", "Tests/Guards/"];

    private readonly IReadOnlyList<string> _files;

    private Export(string root, IReadOnlyList<string> files) => (Root, _files) = (root, files);

    internal string Root { get; }

    /// <summary>Updates the copy. Unchanged files keep their build outputs.</summary>
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

    /// <summary>Returns the fingerprint of all files in some folders, and of those that configure the build of all projects.</summary>
    internal string Fingerprint(params string[] folders)
    {
        string[] common = ["Directory.Build.props", "Directory.Packages.props", "global.json"];
        var hashes = common.Concat(folders).SelectMany(Hashes)
            .Where(it => !Own.Any(own => it.Key.StartsWith(own, StringComparison.Ordinal)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', hashes))));
    }

    /// <summary>Returns the hashes of the files in a folder, or of a file.</summary>
    internal IReadOnlyDictionary<string, string> Hashes(string path) => _files
        .Where(file => file == path || file.StartsWith(path + "/", StringComparison.Ordinal))
        .ToDictionary(file => file, file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Root, file)))));

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
