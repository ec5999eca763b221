using System.Text;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional.Serving;

/// <summary>Redacts the texts of one exchange. Whatever isn't known to be harmless is replaced by a stand-in.</summary>
/// <remarks>
/// <see cref="Secret"/> replaces an entire text. <see cref="Text"/> is for text that people and programs read: it first replaces the
/// secrets of the request, plain or escaped, and then every word, except for those in <see cref="KnownWords"/>, separate numbers of up to
/// four digits, and a wait such as <c>wait 300 seconds</c>. Punctuation is kept.
/// </remarks>
/// <param name="standIns">The stand-ins of the recording.</param>
/// <param name="secrets">The secrets of the request.</param>
internal sealed partial class Redactor(StandIns standIns, IEnumerable<string> secrets)
{
    private const int ShortestQuotation = 4;
    private const int LongestPlainNumber = 4;
    private const int Around = 10;
    private const string DigitsOfLeast = "9223372036854775808"; // Of the least 64-bit number.

    private readonly (string Form, string StandIn)[] _quotations =
    [
        .. secrets
            .Where(secret => secret.Length >= ShortestQuotation && !KnownWords.Holds(secret))
            .SelectMany(secret => FormsOf(secret).Zip(FormsOf(standIns.Of(secret)), (form, standIn) => (Form: form, StandIn: standIn)))
            .DistinctBy(pair => pair.Form, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(pair => pair.Form.Length),
    ];

    /// <summary>Returns a stand-in for the entire text.</summary>
    internal string Secret(string text) => HasWait(text) ? Text(text) : standIns.Of(text);

    /// <summary>Returns a stand-in for the ID of a user, an app or anything else: of its digits if it is a number, otherwise of the entire
    /// text.</summary>
    internal string Id(string text)
    {
        var digits = text.TrimStart('+', '-').TrimStart('0');
        return WholeNumber().IsMatch(text)
            ? text[..^digits.Length] + DigitsOf(digits)
            : standIns.Of(text, id => IsUserId(id) == IsUserId(text));
    }

    /// <summary>Returns a number with its digits replaced, however few.</summary>
    internal string Number(string text) => Digits().Replace(text, run => DigitsOf(run.Value));

    internal string Text(string text) => ReplaceAroundWaits(text, AppendQuoting);

    /// <summary>Returns text in which a mark replaces every letter and digit, but for those of a wait.</summary>
    internal static string Mask(string text) => ReplaceAroundWaits(text, AppendMasked);

    /// <summary>Whether a text contains secrets of the request.</summary>
    internal bool Quotes(string text) => Array.Exists(_quotations, pair => text.Contains(pair.Form, StringComparison.OrdinalIgnoreCase));

    private static string ReplaceAroundWaits(string text, Action<StringBuilder, string, int, int> append)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var wait in RetryAfterReader.Waits().Matches(text).Where(IsWait))
        {
            append(result, text, at, wait.Index);
            result.Append(wait.Value);
            at = wait.Index + wait.Length;
        }

        append(result, text, at, text.Length);
        return result.ToString();
    }

    private static void AppendMasked(StringBuilder result, string text, int from, int to)
    {
        foreach (var unit in text.AsSpan(from, to - from))
        {
            result.Append(MaskOf(unit));
        }
    }

    // As long in UTF-8. None is part of a word, so none continues or ends a wait.
    private static char MaskOf(char unit) => unit switch
    {
        < '\u0080' => char.IsAsciiLetterOrDigit(unit) ? '*' : unit,
        < '\u0800' => '\u00D7',
        >= '\uD800' and <= '\uDBFF' => '\uD83D',
        >= '\uDC00' and <= '\uDFFF' => '\uDE00',
        _ => '\uFFFD',
    };

    private void AppendQuoting(StringBuilder result, string text, int from, int to)
    {
        while (from < to)
        {
            var rest = text.AsSpan(from, to - from);
            var (start, found) = (rest.Length, -1);
            for (var i = 0; i < _quotations.Length; i++)
            {
                if (rest[..start].IndexOf(_quotations[i].Form, StringComparison.OrdinalIgnoreCase) is >= 0 and var index)
                {
                    (start, found) = (index, i);
                }
            }

            AppendWords(result, text, from, from + start);
            if (found >= 0)
            {
                result.Append(_quotations[found].StandIn);
            }

            from += start + (found < 0 ? 0 : _quotations[found].Form.Length);
        }
    }

    private void AppendWords(StringBuilder result, string text, int from, int to)
    {
        foreach (var word in Words().EnumerateMatches(text.AsSpan(from, to - from)))
        {
            var start = from + word.Index;
            result.Append(text, result.Length, start - result.Length); // A stand-in is as long as the original.
            result.Append(WordOf(text, start, word.Length));
        }

        result.Append(text, result.Length, to - result.Length);
    }

    private string WordOf(string text, int start, int length)
    {
        var word = text.Substring(start, length);
        return !word.AsSpan().ContainsAnyExceptInRange('0', '9') && CountDigitsAround(text, start, length) <= LongestPlainNumber ? word
            : KnownWords.Holds(word) ? word
            : !StandInRules.IsExponential(word) ? standIns.Of(word)
            : word.Count(char.IsAsciiDigit) > LongestPlainNumber ? Number(word)
            : word;
    }

    // The least number is kept, as nobody's ID: any other number with as many digits that don't fit in 64 bits overflows with its sign too.
    private string DigitsOf(string digits) => digits == DigitsOfLeast ? digits : standIns.Of(digits);

    // The digits of a card, telephone number or recovery code belong together: 1234-5678.
    private static int CountDigitsAround(string text, int start, int length)
    {
        var (first, end) = (start, start + length);
        while (first >= 2 && first > start - Around && (char.IsAsciiDigit(text[first - 1]) || char.IsAsciiDigit(text[first - 2])))
        {
            first--;
        }

        while (end + 1 < text.Length && end < start + length + Around && (char.IsAsciiDigit(text[end]) || char.IsAsciiDigit(text[end + 1])))
        {
            end++;
        }

        return text[first..end].Count(char.IsAsciiDigit);
    }

    private static bool IsUserId(string text) => TokenReference.Create("user", text) is not NoReference;

    private static bool HasWait(string text) => RetryAfterReader.Waits().Matches(text).Any(IsWait);

    // "Wait" and "or" may be followed by a number of something else.
    private static bool IsWait(Match match) => match.Groups.Values.Skip(1).Any(group => group.Success);

    private static string[] FormsOf(string secret)
    {
        var form = FormText.Escape(secret);
        return [secret, form, form.Replace("+", "%20", StringComparison.Ordinal), Uri.EscapeDataString(secret)];
    }

    [GeneratedRegex(@"[\p{L}\p{Cs}0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A[+-]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();
}
