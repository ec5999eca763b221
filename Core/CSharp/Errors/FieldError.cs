using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>One problem with a request. It names the field and never contains the field's value.</summary>
/// <remarks>You can create your own for your own rules: <see cref="OAuthError.InvalidInput"/> takes a sequence of them.</remarks>
/// <param name="Field">The name of the field on the wire: one of <see cref="FieldNames"/>.</param>
/// <param name="Problem">The kind of problem.</param>
/// <param name="Message">The problem in English, for a person.</param>
public sealed record FieldError(string Field, FieldProblem Problem, string Message)
{
    /// <summary>Returns the message, with control characters escaped.</summary>
    public override string ToString() => Printable.Escape(Message);
}

/// <summary>The wording of field errors. It states positions and rules, never values.</summary>
internal static class FieldErrors
{
    internal static FieldError Absent(string field, bool isNull) => isNull
        ? new(field, FieldProblem.Missing, $"{field} is missing.")
        : new(field, FieldProblem.Empty, $"{field} is empty.");

    internal static FieldError Bad(string field, FieldProblem problem, int index = 0) =>
        new(field, problem, string.Create(CultureInfo.InvariantCulture, $"{field} {Sentence(field, problem, index)}"));

    private static string Sentence(string field, FieldProblem problem, int index) => problem switch
    {
        FieldProblem.TooLong when field == FieldNames.Callback => "is too long: the limit is 64 KiB of UTF-8.",
        FieldProblem.TooLong => "is too long: the limit is 16,384 bytes of UTF-8 for a field and 1 MiB for a body.",
        FieldProblem.InvalidCharacter when field is FieldNames.ApiBase or FieldNames.Authorize => string.Create(
            CultureInfo.InvariantCulture, $"contains a character that isn't allowed in an address, at position {index}."),
        FieldProblem.InvalidCharacter => string.Create(
            CultureInfo.InvariantCulture, $"contains a character that isn't allowed, at position {index} (RFC 6749 appendix A)."),
        FieldProblem.OutOfRange when field == FieldNames.Scope => string.Create(
            CultureInfo.InvariantCulture, $"contains an ID that isn't a positive integer, in pair {index}."),
        FieldProblem.OutOfRange => "is out of range.",
        FieldProblem.NotAbsolute when field is FieldNames.ApiBase or FieldNames.Authorize =>
            "isn't an absolute address, such as https://api.podio.com.",
        FieldProblem.NotAbsolute => "isn't an absolute URI: it has no scheme.",
        FieldProblem.HasFragment => "has a fragment, which isn't allowed (RFC 6749 section 3.1.2).",
        FieldProblem.MalformedEscape => "contains a % that isn't followed by two hexadecimal digits.",
        FieldProblem.InvalidUtf8 => "isn't valid UTF-8.",
        FieldProblem.Duplicate => "was sent more than once.",
        FieldProblem.WrongType => "has a JSON value of the wrong type.",
        FieldProblem.UnknownGrantType => $"isn't one of {string.Join(", ", Grant.Kinds.Select(kind => kind.GrantType))}.",
        FieldProblem.Unsupported when field == FieldNames.Callback =>
            "can't be sent by a server: a server grants, denies or rejects.",
        FieldProblem.Unsupported when field == FieldNames.TokenType => "isn't bearer.",
        FieldProblem.Unsupported => "isn't supported by this endpoint.",
        FieldProblem.Malformed when field == FieldNames.Scope => string.Create(
            CultureInfo.InvariantCulture, $"contains something other than scope:permission, in pair {index}."),
        FieldProblem.Malformed => "can't be read.",
        FieldProblem.SentTwice when field == FieldNames.RecoveryCode => "was sent together with otp; send only one of them.",
        FieldProblem.SentTwice => "contains client credentials, and so does the body; send them once (RFC 6749 section 2.3).",
        FieldProblem.UnknownScope => string.Create(
            CultureInfo.InvariantCulture, $"contains a scope that isn't one of global, user, org, space, app, in pair {index}."),
        FieldProblem.UnknownPermission => string.Create(
            CultureInfo.InvariantCulture, $"contains a permission that isn't one of read, write, delete, all, in pair {index}."),
        FieldProblem.Contradictory => "contains contradictory results.",
        FieldProblem.Misplaced => "is in the wrong part of the address: a code belongs in the query, a token in the fragment.",
        FieldProblem.Reserved =>
            "has a query parameter that the callback also uses, such as code, state or error: the callback would contain it twice.",
        FieldProblem.Insecure => "must be https (or http to a loopback address), without user information, query or fragment.",
        _ => "isn't valid.",
    };
}
