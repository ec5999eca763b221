using System.Globalization;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional.Serving;

/// <summary>What a stand-in must not become, so that a reader decides by it as by the original.</summary>
internal static partial class StandInRules
{
    private const int Longest = 19; // Of a number of 64 bits.

    /// <summary>The rule for the stand-ins of a text. It depends on the kind of the text alone.</summary>
    internal static Func<string, bool> Of(string text) =>
        text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? !Word().IsMatch(text) ? _ => true
                : candidate => IsUnknown(candidate) && char.IsLetter(candidate[0]) == char.IsLetter(text[0])
            : candidate => (candidate[0] == '0') == (text[0] == '0') && Fits(candidate) == Fits(text) && !IsZero(candidate);

    /// <summary>Whether a word is a number with an exponent, as JSON writes it.</summary>
    internal static bool IsExponential(string word) => Exponential().IsMatch(word);

    /// <summary>Whether a text is nothing but zeros: those stay, for zero says something else than any other number.</summary>
    internal static bool IsZero(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept('0');

    private static bool IsUnknown(string word) => !KnownWords.Holds(word) && !IsExponential(word) && !StartOfWait().IsMatch(word);

    private static bool Fits(string digits) =>
        digits.Length < Longest || long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"\A[\p{L}\p{Cs}0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A(?=.{1,12}\z)[0-9]+[eE][0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Exponential();

    // After "wait 30 ", what begins so would be a unit.
    [GeneratedRegex(
        @"\A[0-9]*(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?!\p{L})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex StartOfWait();
}
