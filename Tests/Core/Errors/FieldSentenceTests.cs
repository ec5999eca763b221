namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>The English of each field error: the field, then the rule it breaks. Some fields have a rule of their own.</summary>
public sealed class FieldSentenceTests
{
    public static TheoryData<string, FieldProblem, string> Table => new()
    {
        { "callback", FieldProblem.TooLong, "is too long: the limit is 64 KiB of UTF-8." },
        { "code", FieldProblem.TooLong, "is too long: the limit is 16,384 bytes of UTF-8 for a field and 1 MiB for a body." },
        { "code", FieldProblem.InvalidCharacter, "contains a character that isn't allowed, at position 7 (RFC 6749 appendix A)." },
        { "scope", FieldProblem.OutOfRange, "contains an ID that isn't a positive integer, in pair 7." },
        { "app_id", FieldProblem.OutOfRange, "is out of range." },
        { "redirect_uri", FieldProblem.NotAbsolute, "isn't an absolute URI: it has no scheme." },
        { "redirect_uri", FieldProblem.HasFragment, "has a fragment, which isn't allowed (RFC 6749 section 3.1.2)." },
        { "redirect_uri", FieldProblem.MalformedEscape, "contains a % that isn't followed by two hexadecimal digits." },
        { "body", FieldProblem.InvalidUtf8, "isn't valid UTF-8." },
        { "state", FieldProblem.Duplicate, "was sent more than once." },
        { "app_id", FieldProblem.WrongType, "has a JSON value of the wrong type." },
        { "grant_type", FieldProblem.UnknownGrantType, "isn't one of authorization_code, password, app, refresh_token." },
        { "callback", FieldProblem.Unsupported, "can't be sent by a server: a server grants, denies or rejects." },
        { "token_type", FieldProblem.Unsupported, "isn't bearer." },
        { "path", FieldProblem.Unsupported, "isn't supported by this endpoint." },
        { "scope", FieldProblem.Malformed, "contains something other than scope:permission, in pair 7." },
        { "body", FieldProblem.Malformed, "can't be read." },
        { "recoveryCode", FieldProblem.SentTwice, "was sent together with otp; send only one of them." },
        {
            "Authorization", FieldProblem.SentTwice,
            "contains client credentials, and so does the body; send them once (RFC 6749 section 2.3)."
        },
        { "scope", FieldProblem.UnknownScope, "contains a scope that isn't one of global, user, org, space, app, in pair 7." },
        { "scope", FieldProblem.UnknownPermission, "contains a permission that isn't one of read, write, delete, all, in pair 7." },
        { "callback", FieldProblem.Contradictory, "contains contradictory results." },
        {
            "code", FieldProblem.Misplaced,
            "is in the wrong part of the address: a code belongs in the query, a token in the fragment."
        },
        {
            "redirect_uri", FieldProblem.Reserved,
            "has a query parameter that the callback also uses, such as code, state or error: the callback would contain it twice."
        },
        {
            "api", FieldProblem.Insecure,
            "must be https (or http to a loopback address), without user information, query or fragment."
        },
        { "code", FieldProblem.Custom, "isn't valid." },
    };

    [Theory, MemberData(nameof(Table))]
    public void Each_problem_is_a_sentence_about_its_field(string field, FieldProblem problem, string sentence) =>
        Assert.Equal(new FieldError(field, problem, $"{field} {sentence}"), FieldErrors.Bad(field, problem, index: 7));

    [Theory, InlineData(true, FieldProblem.Missing, "code is missing."), InlineData(false, FieldProblem.Empty, "code is empty.")]
    public void An_absent_field_is_missing_or_empty(bool isNull, FieldProblem problem, string sentence) =>
        Assert.Equal(new FieldError("code", problem, sentence), FieldErrors.Absent("code", isNull));

    [Fact]
    public void Every_problem_has_its_sentence() => Assert.Equal(
        Enum.GetValues<FieldProblem>().Except([FieldProblem.Missing, FieldProblem.Empty]),
        ((IEnumerable<object[]>)Table).Select(row => (FieldProblem)row[1]).Distinct().Order());
}
