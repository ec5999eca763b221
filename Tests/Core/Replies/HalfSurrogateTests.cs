using System.Text;

namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>Half a surrogate pair, escaped, is valid JSON syntax and no text: the reader throws where it is asked for one. Parse does
/// not.</summary>
public sealed class HalfSurrogateTests
{
    public static TheoryData<string> Names =>
    [
        "access_token", "token_type", "expires_in", "refresh_token", "ref", "scope", "server_nonce", "error", "error_detail",
        "error_description", "unknown",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void As_the_value_of_a_member_it_is_no_exception(string name)
    {
        foreach (var status in (int[])[200, 400])
        {
            var reply = Reply(status, $$"""{"{{name}}":"\ud800"}""");
            Assert.True(TokenReply.Parse(reply).Match(Right: _ => false, Left: error => error.Describe().IsSentence()));
        }
    }

    [Theory]
    [InlineData("""{"access_token":"a","\ud800":1}""")]
    [InlineData("""{"access_token":"a","scope":"\ud800"}""")]
    [InlineData("""{"access_token":"a","token_type":"\ud800"}""")]
    [InlineData("""{"access_token":"a","expires_in":"\ud800"}""")]
    [InlineData("""{"access_token":"a","ref":{"type":"\ud800","id":1}}""")]
    [InlineData("""{"access_token":"a","ref":{"type":"user","id":"\ud800"}}""")]
    [InlineData("""{"access_token":"a","ref":{"\ud800":"user","id":1}}""")]
    public void Where_it_is_only_a_label_the_token_is_not_lost(string body)
    {
        var token = TokenReply.Parse(Reply(200, body)).Match(
            Right: token => token, Left: error => throw new InvalidOperationException(error.Describe()));
        Assert.Equal(new Token(new Secret("a"), "bearer", Lifetime: null, RefreshToken: null, TokenReference.None, Scope: null), token);
    }

    [Theory]
    [InlineData("""{"access_token":"\ud800"}""", MalformedReplyProblem.InvalidCharacter)]
    [InlineData("""{"access_token":"a","refresh_token":"\ud800"}""", MalformedReplyProblem.InvalidCharacter)]
    [InlineData("""{"access_token":"a","error":"\ud800"}""", MalformedReplyProblem.Contradictory)]
    public void Where_it_matters_the_reply_is_malformed(string body, MalformedReplyProblem expected) =>
        Assert.Equal(expected, TokenReply.Parse(Reply(200, body)).Match(
            Right: _ => (MalformedReplyProblem?)null,
            Left: error => (error as MalformedReplyError)?.Problem));

    private static HttpReply Reply(int status, string body) => new(status, "application/json", Encoding.UTF8.GetBytes(body));
}
