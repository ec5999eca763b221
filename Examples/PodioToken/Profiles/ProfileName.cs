using System.Text.RegularExpressions;

namespace PodioToken.Profiles;

/// <summary>Names that are valid file names on every system, and can't be mistaken for options.</summary>
internal static partial class ProfileName
{
    public const string Default = "default";

    public const string Rule =
        "A profile name has up to 64 letters, digits, dots, dashes and underscores, starts with a letter or a digit, "
        + "and isn't a device name of Windows such as con.";

    public static bool IsValid(string name) => Pattern().IsMatch(name);

    // Windows takes "nul.json" for its device nul.
    [GeneratedRegex("^(?!(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[.]|\\z))[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z")]
    private static partial Regex Pattern();
}
