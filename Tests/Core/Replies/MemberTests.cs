using static PodioOAuth.Functional.Core.Tests.Replies.Parsed;

namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>The members of a reply: each by its name and path, what stands in their place, and what is left unread.</summary>
public sealed class MemberTests
{
    [Theory]
    [InlineData("$.access_token", """{"access_token":"b","\u0061ccess_token":"a"}""")]
    [InlineData("$.expires_in", """{"access_token":"a","expires_in":1,"\u0065xpires_in":2}""")]
    [InlineData("$.refresh_token", """{"access_token":"a","refresh_token":"r","\u0072efresh_token":"r"}""")]
    [InlineData("$.ref", """{"access_token":"a","ref":null,"\u0072ef":{"type":"app","id":1}}""")]
    [InlineData("$.scope", """{"access_token":"a","scope":"s","\u0073cope":"t"}""")]
    [InlineData("$.server_nonce", """{"server_nonce":"n","\u0073erver_nonce":"n"}""")]
    [InlineData("$.error", """{"error":"e","\u0065rror":"f"}""")]
    [InlineData("$.error_detail", """{"error":"e","error_detail":"d","\u0065rror_detail":"e"}""")]
    [InlineData("$.error_description", """{"error":"e","error_description":"d","\u0065rror_description":"e"}""")]
    [InlineData("$.ref.type", """{"access_token":"a","ref":{"type":"user","\u0074ype":"app"}}""")]
    [InlineData("$.ref.id", """{"access_token":"a","ref":{"id":1,"\u0069d":2}}""")]
    public void A_member_is_recognized_in_any_escaping(string path, string body) =>
        Assert.Equal((path, MalformedReplyProblem.Duplicate), Malformed(200, body));

    [Fact]
    public void A_type_is_recognized_in_any_escaping() => Assert.Equal(
        ("$.token_type", MalformedReplyProblem.UnsupportedTokenType),
        Malformed(200, """{"access_token":"a","token_type":"bearer","\u0074oken_type":"mac"}"""));

    [Theory]
    [InlineData("$.access_token", """{"access_token":1}""")]
    [InlineData("$.refresh_token", """{"access_token":"a","refresh_token":{}}""")]
    [InlineData("$.error", """{"error":["e"]}""")]
    public void A_value_that_is_not_text_has_the_wrong_type(string path, string body) =>
        Assert.Equal((path, MalformedReplyProblem.WrongType), Malformed(200, body));

    [Theory]
    [InlineData("""{"error":null}"""), InlineData("""{"error":""}""")]
    public void An_empty_error_member_is_missing(string body)
    {
        Assert.Equal(("$.error", MalformedReplyProblem.Missing), Malformed(400, body));
        Assert.Equal(("$.access_token", MalformedReplyProblem.Missing), Malformed(200, body));
    }

    [Theory]
    [InlineData("""{"access_token":1,"error":"invalid_grant"}""")]
    [InlineData("""{"access_token":"a","access_token":"b","error":"invalid_grant","expires_in":"soon","token_type":"mac"}""")]
    public void Members_of_a_token_are_not_read_where_the_status_is_one_of_error(string body) =>
        Assert.Equal(RejectionKind.InvalidGrant, Parse(400, body).Left().As<RejectedError>().Kind);

    [Theory]
    [InlineData("""{"scope":{"access_token":"x"},"access_token":"a"}""")]
    [InlineData("""{"scope":["x"],"error_description":{"error":"e"},"access_token":"a"}""")]
    [InlineData("""{"x":{"access_token":"x"},"x":1,"access_token":"a"}""")]
    [InlineData("""{"typ\u0065":"a","typ\u0065":"b","i\u0064":1,"i\u0064":1,"access_token":"a"}""")] // Members of "ref", and only there.
    public void Nested_members_are_not_inspected(string body) => Assert.Equal(Plain, Parse(200, body).Right());

    /// <summary>Half a surrogate pair, escaped, is valid JSON syntax and no text: the reader throws where it is asked for one.</summary>
    [Theory]
    [InlineData("access_token"), InlineData("token_type"), InlineData("expires_in"), InlineData("refresh_token"), InlineData("ref")]
    [InlineData("scope"), InlineData("server_nonce"), InlineData("error"), InlineData("error_detail"), InlineData("error_description")]
    [InlineData("unknown")]
    public void A_lone_surrogate_causes_no_exception(string name) => Assert.All(
        [200, 400], status => Assert.NotEmpty(Parse(status, $$"""{"{{name}}":"\ud800"}""").Left().Describe()));

    [Theory]
    [InlineData("""{"access_token":"a","\ud800":1}"""), InlineData("""{"access_token":"a","scope":"\ud800"}""")]
    [InlineData("""{"access_token":"a","scope":"\ud83d-\ude00"}""")] // Two halves, and no pair.
    [InlineData("""{"access_token":"a","token_type":"\ud800"}"""), InlineData("""{"access_token":"a","expires_in":"\ud800"}""")]
    [InlineData("""{"access_token":"a","ref":{"type":"\ud800","id":1}}""")]
    [InlineData("""{"access_token":"a","ref":{"type":"user","id":"\ud800"}}""")]
    [InlineData("""{"access_token":"a","ref":{"\ud800":"user","id":1}}""")]
    public void A_lone_surrogate_in_a_label_does_not_lose_the_token(string body) => Assert.Equal(Plain, Parse(200, body).Right());

    [Theory]
    [InlineData("""{"access_token":"\ud800"}"""), InlineData("""{"access_token":"a","refresh_token":"\ud800"}""")]
    public void A_lone_surrogate_in_a_token_makes_the_reply_malformed(string body) =>
        Assert.Equal(MalformedReplyProblem.InvalidCharacter, Malformed(200, body).Problem);

    [Theory, InlineData(16_384, true), InlineData(16_385, false)]
    public void A_refresh_token_or_a_challenge_that_is_too_long_to_be_sent_back_counts_as_absent(int length, bool isSent)
    {
        var text = new string('r', length);
        Assert.Equal(
            Plain with { RefreshToken = isSent ? new Secret(text) : null },
            Parse(200, $$"""{"access_token":"a","refresh_token":"{{text}}"}""").Right());
        Assert.Equal(isSent, Parse(200, $$"""{"server_nonce":"{{text}}"}""").Left() is SecondFactorRequiredError);
        Assert.Equal(text, Parse(200, $$"""{"access_token":"{{text}}"}""").Right().AccessToken.Reveal()); // It is sent in a header.
    }

    [Fact]
    public void A_refresh_token_is_as_long_as_its_text_without_the_escapes() => Assert.Equal(
        16_384,
        Parse(200, $$"""{"access_token":"a","refresh_token":"\u0072{{new string('r', 16_383)}}"}""").Right().RefreshToken!.Reveal().Length);

    [Theory, InlineData("a\\r\\nb"), InlineData("\\u0000"), InlineData("\\uffff"), InlineData("")]
    public void A_challenge_that_could_not_be_sent_back_counts_as_absent(string nonce)
    {
        Assert.Equal(("$.access_token", MalformedReplyProblem.Missing), Malformed(200, $$"""{"server_nonce":"{{nonce}}"}"""));
        Assert.Equal(Plain, Parse(200, $$"""{"server_nonce":"{{nonce}}","access_token":"a"}""").Right());
    }

    [Theory]
    [InlineData("""{"access_token":"a"} x""", MalformedReplyProblem.TrailingData)]
    [InlineData("""{"access_token":"a"}{"access_token":"a"}""", MalformedReplyProblem.TrailingData)]
    [InlineData("""{"access_token":!}""", MalformedReplyProblem.NotJson)]
    [InlineData("""{"access_token":"a",}""", MalformedReplyProblem.NotJson)]
    [InlineData("""{"access_token":"a" """, MalformedReplyProblem.Truncated)]
    [InlineData("""{"access_token":"a""", MalformedReplyProblem.Truncated)]
    [InlineData("[]", MalformedReplyProblem.NotAnObject), InlineData("<html>", MalformedReplyProblem.Html)]
    [InlineData(" \r\n\t", MalformedReplyProblem.Empty)]
    public void A_body_that_is_not_one_object_is_reported(string body, MalformedReplyProblem problem) =>
        Assert.Equal(("$", problem), Malformed(200, body));

    [Fact]
    public void An_object_too_deep_is_named_where_it_begins_and_not_where_the_body_ends()
    {
        var start = string.Concat(Enumerable.Repeat("{\"x\":", 64));
        Assert.Equal(("$", MalformedReplyProblem.Truncated), Malformed(200, start));
        Assert.Equal(("$", MalformedReplyProblem.TooDeep), Malformed(200, start + "{"));
    }

    [Theory, InlineData(200), InlineData(299)]
    public void Any_status_of_success_may_hold_a_token(int status) =>
        Assert.Equal(new Secret("a"), Parse(status, """{"access_token":"a"}""").Right().AccessToken);
}
