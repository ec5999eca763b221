namespace PodioToken.Profiles;

/// <summary>The existing profiles. Each is replaced atomically.</summary>
internal sealed class ProfileFolder(ToolFolders folders)
{
    private const string Extension = ".json";
    private const string IntentExtension = ".intent";

    /// <summary>The names, in order.</summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public IReadOnlyList<string> Names => Directory.Exists(folders.Profiles)
        ? [.. Directory.EnumerateFiles(folders.Profiles, $"*{Extension}")
            .Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(ProfileName.IsValid).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The names for which a sign-in was started and not completed, in order.</summary>
    public IReadOnlyList<string> Intents => Directory.Exists(folders.Profiles)
        ? [.. Directory.EnumerateFiles(folders.Profiles, $"*{IntentExtension}")
            .Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(ProfileName.IsValid).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Returns the name of another profile that differs from a new one only in case, or null. Windows and macOS keep both in the
    /// same file.</summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    public string? NameLike(string name) => Names.Contains(name, StringComparer.Ordinal)
        ? null
        : Names.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the profile with a name, or null.</summary>
    /// <exception cref="InvalidDataException">The file wasn't written by this tool.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public Profile? Find(string name) => Read(name, FileOf(name));

    /// <summary>Returns the profile that a sign-in was to create, or null.</summary>
    /// <exception cref="InvalidDataException">The file wasn't written by this tool.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public Profile? FindIntent(string name) => Read(name, IntentOf(name));

    /// <summary>Writes a profile.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Save(Profile profile) => Write(FileOf(profile.Name), profile);

    /// <summary>Records the profile that a sign-in will create, before its login is saved, so that a kill can be detected.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void SaveIntent(Profile profile) => Write(IntentOf(profile.Name), profile);

    /// <summary>Removes a profile, if it exists.</summary>
    public void Remove(string name) => RemoveFile(FileOf(name));

    /// <summary>Removes an intent, if it exists.</summary>
    public void RemoveIntent(string name) => RemoveFile(IntentOf(name));

    private static Profile? Read(string name, string file)
    {
        try
        {
            return ProfileFile.Read(name, File.ReadAllBytes(file));
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(
                $"The settings in {file} can't be used: {exception.Message} Remove the file, and sign in again.", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Write(string file, Profile profile)
    {
        PrivateFolders.Make(folders.Profiles);
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

    private static void RemoveFile(string file)
    {
        if (File.Exists(file)) // Nothing can be deleted from a missing folder.
        {
            File.Delete(file);
        }
    }

    private string IntentOf(string name) => Path.Combine(folders.Profiles, name + IntentExtension);

    private string FileOf(string name) => Path.Combine(folders.Profiles, name + Extension);
}
