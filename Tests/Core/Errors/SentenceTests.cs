namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>Word for word, what an error says of each reason, problem and code.</summary>
public sealed class SentenceTests
{
    private const int Undefined = 99;

    public static TheoryData<UnreachableReason, string> Reasons => new()
    {
        { UnreachableReason.Other, "the request failed" },
        { UnreachableReason.NameResolution, "the host's name did not resolve" },
        { UnreachableReason.ConnectionRefused, "the connection was refused" },
        { UnreachableReason.ConnectionFailed, "no connection could be made" },
        { UnreachableReason.Tls, "the TLS handshake failed" },
        { UnreachableReason.Timeout, "the time allowed ran out" },
        { UnreachableReason.ConnectionLost, "the connection broke" },
        { UnreachableReason.InvalidResponse, "what came back is not HTTP" },
        { UnreachableReason.Redirected, "the reply came from another address than the one asked" },
        { UnreachableReason.SecondSend, "something tried to send the credentials a second time and was stopped" },
        { (UnreachableReason)Undefined, "the request failed" },
    };

    public static TheoryData<MalformedReplyProblem, string> Problems => new()
    {
        { MalformedReplyProblem.Empty, "it is empty" },
        { MalformedReplyProblem.NotJson, "it is not JSON" },
        { MalformedReplyProblem.Html, "it is a web page, not an answer of Podio's API" },
        { MalformedReplyProblem.Truncated, "it ends early" },
        { MalformedReplyProblem.TrailingData, "there is more after the object" },
        { MalformedReplyProblem.NotAnObject, "it is not a JSON object" },
        { MalformedReplyProblem.NotUtf8, "it is not UTF-8" },
        { MalformedReplyProblem.TooDeep, "it is nested too deep" },
        { MalformedReplyProblem.TooLarge, "it is too large" },
        { MalformedReplyProblem.Missing, "a member is missing" },
        { MalformedReplyProblem.WrongType, "a member has the wrong type" },
        { MalformedReplyProblem.InvalidCharacter, "a token is empty or holds a character that is not allowed" },
        { MalformedReplyProblem.Duplicate, "a member stands twice" },
        { MalformedReplyProblem.UnsupportedTokenType, "the token type is not bearer" },
        { MalformedReplyProblem.Contradictory, "it holds both an error and a token" },
        { MalformedReplyProblem.Redirect, "it is a redirect, which is never followed with credentials" },
        { (MalformedReplyProblem)Undefined, "it is not valid" },
    };

    public static TheoryData<string, string> Cures => new()
    {
        { "invalid_client", "Check the client id and secret of the API key." },
        { "invalid_grant", "The code, token or password is wrong, expired or used: sign in again, or check the app's token." },
        { "unauthorized_client", "This API key may not use this grant." },
        { "unsupported_grant_type", "This server does not offer this grant." },
        { "invalid_second_factor", "The code is wrong or used: begin again with the password and take the next code." },
        { "nonce_validation_error", "The challenge has expired or was answered: begin again with the password." },
        { "not_found", "Check the base address of the API." },
        { "invalid_value", "Check that the wire format is the one of the endpoint." },
        { "anything", "Sending the same again will not help." },
    };

    [Theory, MemberData(nameof(Reasons))]
    public void Unreachable_says_where_it_failed(UnreachableReason reason, string words)
    {
        Assert.Equal(
            $"Podio was not reached: {words}. The request was not processed.",
            OAuthError.Unreachable(reason, mayHaveBeenProcessed: false).Describe());
        Assert.Equal(
            $"Podio gave no whole reply: {words}. The request may have been processed.",
            OAuthError.Unreachable(reason, mayHaveBeenProcessed: true).Describe());
    }

    [Theory, MemberData(nameof(Problems))]
    public void Malformed_says_what_is_wrong_and_where(MalformedReplyProblem problem, string words) => Assert.Equal(
        $"The reply could not be understood: {words} at $.ref, status 200.",
        OAuthError.MalformedReply(new ReplyFacts(200), "$.ref", problem).Describe());

    [Theory, MemberData(nameof(Cures))]
    public void Rejected_says_what_may_help(string code, string cure) => Assert.Equal(
        $"Podio rejected the request: {code}, status 400. {cure}",
        OAuthError.Rejected(new ReplyFacts(400), new ServerCode(code)).Describe());

    [Fact]
    public void Every_reason_and_every_problem_has_words_of_its_own()
    {
        AssertComplete<UnreachableReason>(Reasons);
        AssertComplete<MalformedReplyProblem>(Problems);
    }

    /// <summary>Every value of an enumeration is in the first column, and no two have one sentence in the second.</summary>
    internal static void AssertComplete<TEnum>(IEnumerable<object[]> table)
        where TEnum : struct, Enum
    {
        var defined = table.Where(row => Enum.IsDefined((TEnum)row[0])).ToList();
        Assert.Equal(Enum.GetValues<TEnum>(), defined.Select(row => (TEnum)row[0]));
        Assert.Distinct(defined.Select(row => (string)row[1]), StringComparer.Ordinal);
    }
}
