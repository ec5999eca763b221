using PodioToken.Settings;

namespace PodioToken.Profiles;

/// <summary>Where the tool keeps things: keys in one folder, logins in another, so that neither alone gives a login away.</summary>
/// <param name="Data">Settings and data protection keys.</param>
/// <param name="State">Logins.</param>
internal sealed record ToolFolders(string Data, string State)
{
    private const string Name = "podio-token";

    /// <summary>A file of settings for each profile.</summary>
    public string Profiles => Path.Combine(Data, "profiles");

    /// <summary>What encrypted logins are encrypted with.</summary>
    public string Keys => Path.Combine(Data, "keys");

    /// <summary>What the keychain's logins are locked by.</summary>
    public string Locks => Path.Combine(State, "locks");

    /// <summary>The folder of a kind of file store. One for each: the encrypted store reads no entry in the clear.</summary>
    /// <param name="kind">The kind.</param>
    public string LoginsOf(StoreKind kind) => Path.Combine(State, kind == StoreKind.Plain ? "plain" : "logins");

    /// <summary>By the XDG base directory specification, or the system's folder for a user's application data.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    public static ToolFolders Of(Func<string, string?> environment)
    {
        if (Absolute(environment(Variable.Home.Name)) is { } home)
        {
            return Below(home);
        }

        return OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? Below(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), Name))
            : new ToolFolders(Xdg("XDG_DATA_HOME", ".local", "share"), Xdg("XDG_STATE_HOME", ".local", "state"));

        string Xdg(string variable, params string[] fallback) => Path.Combine(
            Absolute(environment(variable))
                ?? Path.Combine([Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), .. fallback]),
            Name);
    }

    private static ToolFolders Below(string home) => new(Path.Combine(home, "data"), Path.Combine(home, "state"));

    // The specification has relative paths ignored.
    private static string? Absolute(string? path) => path is not null && Path.IsPathFullyQualified(path) ? path : null;
}
