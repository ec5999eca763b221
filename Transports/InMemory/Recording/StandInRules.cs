using System.Globalization;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional.Serving;

/// <summary>Rules for stand-ins, so that a parser treats one like the original.</summary>
internal static partial class StandInRules
{
    private const int Longest = 19; // Digits of a 64-bit number.

    /// <summary>Returns the rule for the stand-ins of a text. It depends only on the kind of the text.</summary>
    internal static Func<string, bool> Of(string text) =>
        text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? !Word().IsMatch(text) ? _ => true
                : candidate => IsUnknown(candidate) && char.IsLetter(candidate[0]) == char.IsLetter(text[0])
            : candidate => (candidate[0] == '0') == (text[0] == '0') && Fits(candidate) == Fits(text) && !IsZero(candidate);

    /// <summary>Whether a word is a number with an exponent, as in JSON.</summary>
    internal static bool IsExponential(string word) => Exponential().IsMatch(word);

    /// <summary>Whether a text consists of zeros, which are kept: zero has a meaning that no other number has.</summary>
    internal static bool IsZero(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept('0');

    /// <summary>Returns how many leading zeros a stand-in keeps: of a text with more digits than a 64-bit number, one, or as many as it
    /// needs to fit in 64 bits. Otherwise almost no text of the same length would do, and the search for one would hardly end.</summary>
    internal static int CountZerosToKeep(string text) =>
        text.Length <= Longest || text[0] != '0' || text.AsSpan().ContainsAnyExceptInRange('0', '9') ? 0
            : Fits(text) ? text.Length - Longest
            : 1;

    private static bool IsUnknown(string word) => !KnownWords.Holds(word) && !JsonToken().IsMatch(word) && !StartOfWait().IsMatch(word);

    private static bool Fits(string digits) =>
        digits.Length < Longest || long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"\A[\p{L}\p{Cs}0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[0-9]+[eE][0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Exponential();

    // Where a parser expects JSON, a word would be a literal, whatever followed it; after digits, it would be their exponent.
    [GeneratedRegex(@"\A(?:true|false|null|[0-9]*[eE][0-9]*\z)", RegexOptions.CultureInvariant)]
    private static partial Regex JsonToken();

    // After "wait 30 ", a word that begins like this would be a unit.
    [GeneratedRegex(
        @"\A[0-9]*(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?!\p{L})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex StartOfWait();
}
