using System.Text;

namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>Single rules of parsing that the corpus leaves out. The corpus holds the rest.</summary>
public sealed class ParseTests
{
    [Fact]
    public void A_whole_reply_becomes_a_token() => Assert.Equal(
        Sample.Token,
        Parse(200, """
            {"access_token":"access","expires_in":28800,"token_type":"bearer","scope":"global:all","ref":{"type":"user","id":123},
            "refresh_token":"refresh"}
            """).Right());

    [Fact]
    public void A_token_alone_is_enough() => Assert.Equal(
        new Token("a", "bearer", Lifetime: null, RefreshToken: null, TokenReference.None, Scope: null),
        Parse(200, """{"access_token":"a"}""").Right());

    [Fact]
    public void An_empty_token_type_counts_as_absent() => Assert.Equal(
        new Token("a", "bearer", Lifetime: null, RefreshToken: null, TokenReference.None, Scope: null),
        Parse(200, """{"access_token":"a","token_type":""}""").Right());

    [Theory]
    [InlineData("28800", 28800)]
    [InlineData("\"28800\"", 28800)]
    [InlineData("28799.9", 28799)]
    [InlineData("-0.5", -1)]
    [InlineData("1e3", 1000)]
    [InlineData("0", 0)]
    [InlineData("-5", -5)]
    [InlineData("1e999", 3_155_760_000)]
    [InlineData("-1e999", -3_155_760_000)]
    [InlineData("99999999999999999999", 3_155_760_000)]
    public void A_lifetime_is_rounded_down_and_clamped_to_a_century(string expiresIn, long seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), Parse(200, $$"""{"access_token":"a","expires_in":{{expiresIn}}}""").Right().Lifetime);

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("\"\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"5\\u0000\"")]
    [InlineData("\"0x10\"")]
    public void A_lifetime_that_is_no_number_is_malformed(string expiresIn) => Assert.Equal(
        ("$.expires_in", MalformedReplyProblem.InvalidNumber), Malformed(200, $$"""{"access_token":"a","expires_in":{{expiresIn}}}"""));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"a\\nb\"")]
    [InlineData("\"a\\u007f\"")]
    [InlineData("\"\u00e9\"")]
    [InlineData("\"\\u0000\"")]
    public void A_token_outside_VSCHAR_is_malformed(string token) => Assert.Equal(
        ("$.access_token", MalformedReplyProblem.InvalidCharacter), Malformed(200, $$"""{"access_token":{{token}}}"""));

    [Fact]
    public void Escapes_in_names_and_values_are_read() => Assert.Equal(
        new Token("ab", "bearer", TimeSpan.FromSeconds(5), "r", TokenReference.User(7), "global:all"),
        Parse(200, """
            {"\u0061ccess_token":"a\u0062","token_\u0074ype":"be\u0061rer","expires_in":"\u0035","refresh\u005ftoken":"r",
            "r\u0065f":{"typ\u0065":"\u0075ser","id":"\u0037"},"scope":"global:al\u006c"}
            """).Right());

    [Theory]
    [InlineData("$.access_token", """{"access_token":"a","access_token":"a"}""")]
    [InlineData("$.access_token", """{"access_token":"a","access\u005ftoken":"b"}""")]
    [InlineData("$.ref.id", """{"access_token":"a","ref":{"id":1,"id":1}}""")]
    [InlineData("$.ref", """{"ref":null,"access_token":"a","ref":null}""")]
    public void A_known_member_twice_is_malformed(string where, string body) =>
        Assert.Equal((where, MalformedReplyProblem.Duplicate), Malformed(200, body));

    [Theory]
    [InlineData(300)]
    [InlineData(302)]
    [InlineData(399)]
    public void A_redirect_is_never_a_token(int status) =>
        Assert.Equal(("$", MalformedReplyProblem.Redirect), Malformed(status, """{"access_token":"a"}"""));

    [Theory]
    [InlineData(199)]
    [InlineData(400)]
    [InlineData(600)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_token_with_a_status_of_error_is_none(int status) => Assert.Equal(
        ("$.error", MalformedReplyProblem.Missing), Malformed(status, """{"access_token":"a"}"""));

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    public void Nesting_stops_at_64(int depth, bool isTooDeep)
    {
        var json = $$"""{"access_token":"a","x":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""";
        Assert.Equal(isTooDeep, Parse(200, json).IsLeft);
        if (isTooDeep)
        {
            Assert.Equal(("$", MalformedReplyProblem.TooDeep), Malformed(200, json));
        }
    }

    [Fact]
    public void A_mebibyte_is_read_and_a_byte_more_is_not()
    {
        const string token = """{"access_token":"a"}""";
        Assert.True(Parse(200, token.PadRight(1024 * 1024)).IsRight);
        Assert.Equal(("$", MalformedReplyProblem.TooLarge), Malformed(200, token.PadRight((1024 * 1024) + 1)));
    }

    [Fact]
    public void A_body_that_a_transport_would_not_read_is_too_large() => Assert.Equal(
        MalformedReplyProblem.TooLarge,
        TokenReply.Parse(new HttpReply(200, contentType: null, body: default) { IsBodyTooLarge = true })
            .Left().As<MalformedReplyError>().Problem);

    [Fact]
    public void The_facts_of_a_reply_are_kept()
    {
        var reply = new HttpReply(401, "application/json", """{"error":"unauthorized","error_description":"expired_token"}"""u8.ToArray())
        {
            RequestId = "kzxnbpmq",
            WwwAuthenticate = "Bearer realm=\"podio\", error=\"expired_token\"",
            RateLimitLimit = "5000",
            RateLimitRemaining = "4832",
        };
        Assert.Equal(
            new ReplyFacts(401)
            {
                RequestId = new ServerCode("kzxnbpmq"),
                AuthenticateError = new ServerCode("expired_token"),
                RateLimit = new RateLimit(limit: 5000, remaining: 4832),
            },
            TokenReply.Parse(reply).Left().As<RejectedError>().Facts);
    }

    [Fact]
    public void No_reply_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentNullException>(() => TokenReply.Parse(null!));

    private static LanguageExt.Either<OAuthError, Token> Parse(int status, string body) =>
        TokenReply.Parse(new HttpReply(status, "application/json", Encoding.UTF8.GetBytes(body)));

    private static (string, MalformedReplyProblem) Malformed(int status, string body)
    {
        var error = Parse(status, body).Left().As<MalformedReplyError>();
        return (error.Where, error.Problem);
    }
}
