using PodioToken.Settings;

namespace PodioToken.Profiles;

/// <summary>The tool's folders: keys in one, logins in another, so that neither alone reveals a login.</summary>
/// <param name="Data">Settings and data protection keys.</param>
/// <param name="State">Logins.</param>
internal sealed record ToolFolders(string Data, string State)
{
    private const string Name = "podio-token";

    /// <summary>A file of settings for each profile.</summary>
    public string Profiles => Path.Combine(Data, "profiles");

    /// <summary>The file with the profile that <c>profile use</c> selected.</summary>
    public string Current => Path.Combine(Data, "current-profile");

    /// <summary>The keys for encrypted logins.</summary>
    public string Keys => Path.Combine(Data, "keys");

    /// <summary>The lock files for logins in the keychain.</summary>
    public string Locks => Path.Combine(State, "locks");

    /// <summary>The folder for files that the browser opens.</summary>
    public string SignIns => Path.Combine(State, "sign-in");

    /// <summary>Returns the folder of a kind of file store. Each has its own: the encrypted store reads no unencrypted entry.</summary>
    /// <param name="kind">The kind.</param>
    public string LoginsOf(StoreKind kind) => Path.Combine(State, kind == StoreKind.Plain ? "plain" : "logins");

    /// <summary>All folders, from the outside in.</summary>
    public IEnumerable<string> All =>
        [Data, State, Profiles, Keys, Locks, SignIns, LoginsOf(StoreKind.Encrypted), LoginsOf(StoreKind.Plain)];

    /// <summary>Returns the folders of the XDG base directory specification, or the system's folder for a user's application
    /// data.</summary>
    /// <param name="environment">Returns the value of an environment variable, or null.</param>
    /// <exception cref="IOException">The user has no such folder, and no variable sets another.</exception>
    public static ToolFolders Of(Func<string, string?> environment)
    {
        if (environment(Variable.Home.Name) is { Length: > 0 } home)
        {
            return Below(Path.GetFullPath(home)); // An explicit folder is used exclusively.
        }

        return OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? Below(Path.Combine(UsersOwn(Environment.SpecialFolder.LocalApplicationData), Name))
            : new ToolFolders(Xdg("XDG_DATA_HOME", ".local", "share"), Xdg("XDG_STATE_HOME", ".local", "state"));

        string Xdg(string variable, params string[] fallback) => Path.Combine(
            Absolute(environment(variable))
                ?? Path.Combine([UsersOwn(Environment.SpecialFolder.UserProfile), .. fallback]),
            Name);
    }

    private static ToolFolders Below(string home) => new(Path.Combine(home, "data"), Path.Combine(home, "state"));

    // It need not exist yet. A relative path would mean a different folder for each current folder.
    private static string UsersOwn(Environment.SpecialFolder kind) =>
        Absolute(Environment.GetFolderPath(kind, Environment.SpecialFolderOption.DoNotVerify))
            ?? throw new IOException($"There is no home folder. Set {Variable.Home.Name} to a folder to use instead.");

    // The specification requires relative paths to be ignored.
    private static string? Absolute(string? path) => path is not null && Path.IsPathFullyQualified(path) ? path : null;
}
