using System.Text;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

/// <summary>The kinds of text field.</summary>
internal enum FieldRule
{
    VsChar,
    UnicodeNoCrLf,
    RedirectUri,
}

/// <summary>The rules of RFC 6749 appendix A for each field, written independently of the library: they keep a specimen as valid, or as
/// invalid, as it was created, even if the library is wrong.</summary>
internal static partial class FieldGrammar
{
    /// <summary>The maximum length of a field in bytes of UTF-8.</summary>
    internal const int LongestField = 16_384;

    internal static FieldRule RuleOf(string field) => field switch
    {
        FieldNames.RedirectUri => FieldRule.RedirectUri,
        FieldNames.Username or FieldNames.Password or FieldNames.Nonce => FieldRule.UnicodeNoCrLf,
        _ => FieldRule.VsChar,
    };

    internal static bool IsTooLong(string text) => Encoding.UTF8.GetByteCount(text) > LongestField;

    /// <summary>Returns everything that is wrong with a text field. A null redirect URI is absent, which is valid.</summary>
    internal static IReadOnlySet<FieldProblem> ProblemsOf(string field, string? text)
    {
        HashSet<FieldProblem> problems = [];
        if (string.IsNullOrEmpty(text))
        {
            Note(text is not null || field != FieldNames.RedirectUri, text is null ? FieldProblem.Missing : FieldProblem.Empty);
            return problems;
        }

        Note(IsTooLong(text), FieldProblem.TooLong);
        if (RuleOf(field) == FieldRule.RedirectUri)
        {
            var beforeFragment = text.Split('#')[0];
            Note(text.Contains('#', StringComparison.Ordinal), FieldProblem.HasFragment);
            Note(!UriCharacters().IsMatch(beforeFragment), FieldProblem.InvalidCharacter);
            Note(!Scheme().IsMatch(text), FieldProblem.NotAbsolute);
            Note(HalfEscape().IsMatch(text), FieldProblem.MalformedEscape);
        }
        else
        {
            var grammar = RuleOf(field) == FieldRule.VsChar ? VsChars() : UnicodeNoCrLf();
            Note(!grammar.IsMatch(text), FieldProblem.InvalidCharacter);
        }

        return problems;

        void Note(bool isWrong, FieldProblem problem)
        {
            if (isWrong)
            {
                problems.Add(problem);
            }
        }
    }

    [GeneratedRegex(@"\A[\x20-\x7E]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VsChars();

    [GeneratedRegex(@"\A(?>[\t\x20-\x7E\x80-\uD7FF\uE000-\uFFFD]|[\uD800-\uDBFF][\uDC00-\uDFFF])+\z", RegexOptions.CultureInvariant)]
    private static partial Regex UnicodeNoCrLf();

    [GeneratedRegex(@"\A[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex UriCharacters();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+\-.]*:", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex HalfEscape();
}
