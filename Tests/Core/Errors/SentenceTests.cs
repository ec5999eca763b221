namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>Word for word, what an error says of each reason, problem and code.</summary>
public sealed class SentenceTests
{
    private const int Undefined = 99;

    public static TheoryData<UnreachableReason, string> Reasons => new()
    {
        { UnreachableReason.Other, "the request failed" },
        { UnreachableReason.NameResolution, "the host name couldn't be resolved" },
        { UnreachableReason.ConnectionRefused, "the connection was refused" },
        { UnreachableReason.ConnectionFailed, "no connection could be established" },
        { UnreachableReason.Tls, "the TLS handshake failed" },
        { UnreachableReason.Timeout, "the request timed out" },
        { UnreachableReason.ConnectionLost, "the connection was lost" },
        { UnreachableReason.InvalidResponse, "the reply isn't HTTP" },
        { UnreachableReason.Redirected, "the reply came from a different address than the request was sent to" },
        { UnreachableReason.SecondSend, "something tried to send the credentials a second time and was stopped" },
        { (UnreachableReason)Undefined, "the request failed" },
    };

    public static TheoryData<MalformedReplyProblem, string> Problems => new()
    {
        { MalformedReplyProblem.Empty, "it is empty" },
        { MalformedReplyProblem.NotJson, "it isn't JSON" },
        { MalformedReplyProblem.Html, "it is a web page, not a reply from Podio's API" },
        { MalformedReplyProblem.Truncated, "it is truncated" },
        { MalformedReplyProblem.TrailingData, "there is data after the JSON object" },
        { MalformedReplyProblem.NotAnObject, "it isn't a JSON object" },
        { MalformedReplyProblem.NotUtf8, "it isn't valid UTF-8" },
        { MalformedReplyProblem.TooDeep, "it is nested too deeply" },
        { MalformedReplyProblem.TooLarge, "it is too large" },
        { MalformedReplyProblem.Missing, "a member is missing" },
        { MalformedReplyProblem.WrongType, "a member has the wrong type" },
        { MalformedReplyProblem.InvalidCharacter, "a token is empty or contains a character that isn't allowed" },
        { MalformedReplyProblem.Duplicate, "a member appears twice" },
        { MalformedReplyProblem.UnsupportedTokenType, "the token type isn't bearer" },
        { MalformedReplyProblem.Contradictory, "it contains both an error and a token" },
        { MalformedReplyProblem.Redirect, "it is a redirect, and redirects are never followed with credentials" },
        { (MalformedReplyProblem)Undefined, "it isn't valid" },
    };

    public static TheoryData<string, string> Cures => new()
    {
        { "invalid_client", "Check the client ID and client secret of the API key." },
        { "invalid_grant", "The code, token or password is incorrect, expired or used. Sign in again, or check the app token." },
        { "unauthorized_client", "This API key may not use this grant." },
        { "unsupported_grant_type", "This server doesn't offer this grant." },
        { "invalid_second_factor", "The code is incorrect or used. Start again with the password and use the next code." },
        { "nonce_validation_error", "The challenge has expired or was already answered. Start again with the password." },
        { "not_found", "Check the base address of the API." },
        { "invalid_value", "Check that the wire format is the one that the endpoint expects." },
        { "anything", "Retrying the same request won't help." },
    };

    [Theory, MemberData(nameof(Reasons))]
    public void Unreachable_says_where_it_failed(UnreachableReason reason, string words)
    {
        Assert.Equal(
            $"Podio couldn't be reached: {words}. The request wasn't processed.",
            OAuthError.Unreachable(reason, mayHaveBeenProcessed: false).Describe());
        Assert.Equal(
            $"Podio didn't send a complete reply: {words}. The request may have been processed.",
            OAuthError.Unreachable(reason, mayHaveBeenProcessed: true).Describe());
    }

    [Theory, MemberData(nameof(Problems))]
    public void Malformed_says_what_is_wrong_and_where(MalformedReplyProblem problem, string words) => Assert.Equal(
        $"The reply couldn't be understood: {words} at $.ref, status 200.",
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
