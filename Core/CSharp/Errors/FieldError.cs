using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>One thing wrong with a request. It names the field and never holds its value.</summary>
/// <remarks>Yours to make as well, for rules of your own: <see cref="OAuthError.InvalidInput"/> takes a sequence of them.</remarks>
/// <param name="Field">The field, by its name on the wire: one of <see cref="FieldNames"/>.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Message">The same for a person, in English.</param>
public sealed record FieldError(string Field, FieldProblem Problem, string Message)
{
    /// <summary>The message, with its controls escaped.</summary>
    public override string ToString() => Printable.Escape(Message);
}

/// <summary>The wording of field errors. It states places and rules, never values.</summary>
internal static class FieldErrors
{
    internal static FieldError Absent(string field, bool isNull) => isNull
        ? new(field, FieldProblem.Missing, $"{field} is missing.")
        : new(field, FieldProblem.Empty, $"{field} is empty.");

    internal static FieldError Bad(string field, FieldProblem problem, int index = 0) =>
        new(field, problem, string.Create(CultureInfo.InvariantCulture, $"{field} {Sentence(field, problem, index)}"));

    private static string Sentence(string field, FieldProblem problem, int index) => problem switch
    {
        FieldProblem.TooLong when field == FieldNames.Callback => "is too long: it may have 64 KiB of UTF-8.",
        FieldProblem.TooLong => "is too long: a field may have 16,384 bytes of UTF-8, a body 1 MiB.",
        FieldProblem.InvalidCharacter when field is FieldNames.ApiBase or FieldNames.Authorize => string.Create(
            CultureInfo.InvariantCulture, $"holds a character that does not belong in an address, at position {index}."),
        FieldProblem.InvalidCharacter => string.Create(
            CultureInfo.InvariantCulture, $"holds a character that is not allowed, at position {index} (RFC 6749 appendix A)."),
        FieldProblem.OutOfRange when field == FieldNames.Scope => string.Create(
            CultureInfo.InvariantCulture, $"holds an id that is not a positive integer, in pair {index}."),
        FieldProblem.OutOfRange => "is out of range.",
        FieldProblem.NotAbsolute when field is FieldNames.ApiBase or FieldNames.Authorize =>
            "is not an absolute address, such as https://api.podio.com.",
        FieldProblem.NotAbsolute => "is not an absolute URI: it has no scheme.",
        FieldProblem.HasFragment => "has a fragment, which is not allowed (RFC 6749 section 3.1.2).",
        FieldProblem.MalformedEscape => "holds a % that is not followed by two hex digits.",
        FieldProblem.InvalidUtf8 => "is not valid UTF-8.",
        FieldProblem.Duplicate => "was sent more than once.",
        FieldProblem.WrongType => "has a JSON value of the wrong type.",
        FieldProblem.UnknownGrantType => $"is none of {string.Join(", ", Grant.Kinds.Select(kind => kind.GrantType))}.",
        FieldProblem.Unsupported when field == FieldNames.Callback =>
            "is not something that a server can answer: it grants, denies or rejects.",
        FieldProblem.Unsupported when field == FieldNames.TokenType => "is not bearer.",
        FieldProblem.Unsupported => "is not one that this endpoint takes.",
        FieldProblem.Malformed when field == FieldNames.Scope => string.Create(
            CultureInfo.InvariantCulture, $"holds something other than scope:permission, in pair {index}."),
        FieldProblem.Malformed => "cannot be read.",
        FieldProblem.SentTwice when field == FieldNames.RecoveryCode => "was sent beside otp; one of the two only.",
        FieldProblem.SentTwice => "holds client credentials, and the body holds them too; once only (RFC 6749 section 2.3).",
        FieldProblem.UnknownScope => string.Create(
            CultureInfo.InvariantCulture, $"holds a scope that is none of global, user, org, space, app, in pair {index}."),
        FieldProblem.UnknownPermission => string.Create(
            CultureInfo.InvariantCulture, $"holds a permission that is none of read, write, delete, all, in pair {index}."),
        FieldProblem.Contradictory => "holds answers that exclude each other.",
        FieldProblem.Misplaced => "stands in the wrong part of the address: a code belongs in the query, a token in the fragment.",
        FieldProblem.Reserved =>
            "has a query with a parameter of the answer's, such as code, state or error: the answer would hold it twice.",
        FieldProblem.Insecure => "must be https (or http to a loopback address), without user information, query or fragment.",
        _ => "is not valid.",
    };
}
