using System.Globalization;
using System.Text;
using PodioOAuth.Functional;

namespace PodioToken.Reports;

/// <summary>Formats file names for people to read or to paste into a shell. Whoever can create a file controls its name.</summary>
internal static class ShellWord
{
    /// <summary>Returns the name quoted as one word of a command line.</summary>
    public static string Of(string name) =>
        OperatingSystem.IsWindows() ? $"\"{name}\"" // A name there contains neither quotes nor control characters.
        : name.EnumerateRunes().All(IsSeen) ? $"'{name.Replace("'", @"'\''", StringComparison.Ordinal)}'"
        : $"$'{string.Concat(name.EnumerateRunes().Select(Escaped))}'";

    /// <summary>Returns the name as text without control characters.</summary>
    public static string Shown(string name) => name.EnumerateRunes().All(IsSeen) ? name : new ServerText(name).Reveal();

    private static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    // Bytes in octal, which every shell with this kind of quotes supports.
    private static string Escaped(Rune rune)
    {
        if (IsSeen(rune))
        {
            return rune.Value is '\'' or '\\' ? $"\\{rune}" : rune.ToString();
        }

        var bytes = new byte[rune.Utf8SequenceLength];
        rune.EncodeToUtf8(bytes);
        return string.Concat(bytes.Select(value => $"\\{Convert.ToString(value, toBase: 8).PadLeft(3, '0')}"));
    }
}
