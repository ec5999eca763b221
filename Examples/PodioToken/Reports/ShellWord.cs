using System.Globalization;
using System.Text;
using PodioOAuth.Functional;

namespace PodioToken.Reports;

/// <summary>Names of files as part of what a person reads, or pastes into a shell. Who may make a file may choose its name.</summary>
internal static class ShellWord
{
    /// <summary>As one word of a command line, which the shell takes for the name and for nothing else.</summary>
    public static string Of(string name) =>
        OperatingSystem.IsWindows() ? $"\"{name}\"" // A name there holds neither quotes nor controls.
        : name.EnumerateRunes().All(IsSeen) ? $"'{name.Replace("'", @"'\''", StringComparison.Ordinal)}'"
        : $"$'{string.Concat(name.EnumerateRunes().Select(Escaped))}'";

    /// <summary>As text, in which nothing moves the cursor.</summary>
    public static string Shown(string name) => name.EnumerateRunes().All(IsSeen) ? name : new ServerText(name).Reveal();

    private static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    // Bytes in octal: what every shell with this kind of quotes knows.
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
