namespace PodioOAuth.Functional.Support;

/// <summary>A new private folder that goes when it is disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("podio-tests-");

    public string Path => _folder.FullName;

    /// <summary>The names of everything in it.</summary>
    public IEnumerable<string> Names => _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal);

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>The one file with an extension.</summary>
    public string Single(string extension) => this[Names.Single(name => name.EndsWith(extension, StringComparison.Ordinal))];

    public void Dispose()
    {
        _folder.Refresh();
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }
}
