namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A new private folder that goes when it is disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("podio-store-tests-");

    internal string Path => _folder.FullName;

    /// <summary>The names of everything in it.</summary>
    internal IEnumerable<string> Names => _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal);

    internal string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>The one file with an extension.</summary>
    internal string Single(string extension) => this[Names.Single(name => name.EndsWith(extension, StringComparison.Ordinal))];

    public void Dispose() => _folder.Delete(recursive: true);
}
