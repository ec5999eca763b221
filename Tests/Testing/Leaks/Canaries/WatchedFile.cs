namespace PodioOAuth.Functional;

/// <summary>A file that a composition left behind.</summary>
internal sealed record WatchedFile(string Name, byte[] Bytes)
{
    /// <summary>Returns the files under a folder, by their relative paths.</summary>
    internal static IEnumerable<WatchedFile> Under(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new WatchedFile(Path.GetRelativePath(folder, path), Read(path)))
        : [];

    // Another process may still be writing to it.
    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
