namespace PodioToken.Profiles;

/// <summary>The profiles that there are. Each is replaced whole or not at all.</summary>
internal sealed class ProfileFolder(ToolFolders folders)
{
    private const string Extension = ".json";

    /// <summary>The names, in order.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public IReadOnlyList<string> Names => Directory.Exists(folders.Profiles)
        ? [.. Directory.EnumerateFiles(folders.Profiles, $"*{Extension}")
            .Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(ProfileName.IsValid).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The profile of a name, or null.</summary>
    /// <exception cref="InvalidDataException">Its file is none of this tool's.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public Profile? Find(string name)
    {
        var file = FileOf(name);
        try
        {
            return ProfileFile.Read(name, File.ReadAllBytes(file));
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(
                $"The settings in {file} cannot be used: {exception.Message} Remove the file, and sign in again.", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a profile.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Save(Profile profile)
    {
        PrivateFolders.Make(folders.Profiles);
        var file = FileOf(profile.Name);
        var draft = $"{file}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(ProfileFile.Write(profile));
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, file, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Removes a profile, if it is there.</summary>
    public void Remove(string name) => File.Delete(FileOf(name));

    private string FileOf(string name) => Path.Combine(folders.Profiles, name + Extension);
}
