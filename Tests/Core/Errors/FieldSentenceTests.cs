namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>The English of each field error: the field, then the rule it breaks. Some fields have a rule of their own.</summary>
public sealed class FieldSentenceTests
{
    public static TheoryData<string, FieldProblem, string> Table => new()
    {
        { "callback", FieldProblem.TooLong, "is too long: it may have 64 KiB of UTF-8." },
        { "code", FieldProblem.TooLong, "is too long: a field may have 16,384 bytes of UTF-8, a body 1 MiB." },
        { "code", FieldProblem.InvalidCharacter, "holds a character that is not allowed, at position 7 (RFC 6749 appendix A)." },
        { "scope", FieldProblem.OutOfRange, "holds an id that is not a positive integer, in pair 7." },
        { "app_id", FieldProblem.OutOfRange, "is out of range." },
        { "redirect_uri", FieldProblem.NotAbsolute, "is not an absolute URI: it has no scheme." },
        { "redirect_uri", FieldProblem.HasFragment, "has a fragment, which is not allowed (RFC 6749 section 3.1.2)." },
        { "redirect_uri", FieldProblem.MalformedEscape, "holds a % that is not followed by two hex digits." },
        { "body", FieldProblem.InvalidUtf8, "is not valid UTF-8." },
        { "state", FieldProblem.Duplicate, "was sent more than once." },
        { "app_id", FieldProblem.WrongType, "has a JSON value of the wrong type." },
        { "grant_type", FieldProblem.UnknownGrantType, "is none of authorization_code, password, app, refresh_token." },
        { "callback", FieldProblem.Unsupported, "is not something that a server can answer: it grants, denies or rejects." },
        { "token_type", FieldProblem.Unsupported, "is not bearer." },
        { "path", FieldProblem.Unsupported, "is not one that this endpoint takes." },
        { "scope", FieldProblem.Malformed, "holds something other than scope:permission, in pair 7." },
        { "body", FieldProblem.Malformed, "cannot be read." },
        { "recoveryCode", FieldProblem.SentTwice, "was sent beside otp; one of the two only." },
        {
            "Authorization", FieldProblem.SentTwice,
            "holds client credentials, and the body holds them too; once only (RFC 6749 section 2.3)."
        },
        { "scope", FieldProblem.UnknownScope, "holds a scope that is none of global, user, org, space, app, in pair 7." },
        { "scope", FieldProblem.UnknownPermission, "holds a permission that is none of read, write, delete, all, in pair 7." },
        { "callback", FieldProblem.Contradictory, "holds answers that exclude each other." },
        {
            "code", FieldProblem.Misplaced,
            "stands in the wrong part of the address: a code belongs in the query, a token in the fragment."
        },
        {
            "redirect_uri", FieldProblem.Reserved,
            "has a query with a parameter of the answer's, such as code, state or error: the answer would hold it twice."
        },
        { "api", FieldProblem.Insecure, "must be https (or http to a loopback address), without user information, query or fragment." },
        { "code", FieldProblem.Custom, "is not valid." },
    };

    [Theory, MemberData(nameof(Table))]
    public void Each_problem_is_a_sentence_about_its_field(string field, FieldProblem problem, string sentence) =>
        Assert.Equal(new FieldError(field, problem, $"{field} {sentence}"), FieldErrors.Bad(field, problem, index: 7));

    [Theory, InlineData(true, FieldProblem.Missing, "code is missing."), InlineData(false, FieldProblem.Empty, "code is empty.")]
    public void What_is_not_there_is_missing_or_empty(bool isNull, FieldProblem problem, string sentence) =>
        Assert.Equal(new FieldError("code", problem, sentence), FieldErrors.Absent("code", isNull));

    [Fact]
    public void Every_problem_has_its_sentence() => Assert.Equal(
        Enum.GetValues<FieldProblem>().Except([FieldProblem.Missing, FieldProblem.Empty]),
        ((IEnumerable<object[]>)Table).Select(row => (FieldProblem)row[1]).Distinct().Order());
}
