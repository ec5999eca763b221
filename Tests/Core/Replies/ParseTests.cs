using static PodioOAuth.Functional.Core.Tests.Replies.Parsed;

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
    public void A_token_alone_is_enough() => Assert.Equal(Plain, Parse(200, """{"access_token":"a"}""").Right());

    [Theory]
    [InlineData("28800", 28800), InlineData("\"28800\"", 28800)]
    [InlineData("28799.9", 28799), InlineData("-0.5", -1)]
    [InlineData("1e3", 1000), InlineData("0", 0)]
    [InlineData("-5", -5), InlineData("1e999", 3_155_760_000)]
    [InlineData("-1e999", -3_155_760_000), InlineData("99999999999999999999", 3_155_760_000)]
    [InlineData("\"28800\\n\"", 28800), InlineData("\"\\t28800\\r\\n\"", 28800)]
    public void A_lifetime_is_rounded_down_and_clamped_to_a_century(string expiresIn, long seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), Parse(200, $$"""{"access_token":"a","expires_in":{{expiresIn}}}""").Right().Lifetime);

    [Theory]
    [InlineData("\"soon\""), InlineData("\"8 hours\""), InlineData("\"\""), InlineData("true"), InlineData("{\"seconds\":[28800]}")]
    [InlineData("[28800]"), InlineData("\"\\ud83d\""), InlineData("\"Infinity\""), InlineData("\"NaN\""), InlineData("\"5\\u0000\"")]
    [InlineData("\"0x10\"")]
    public void A_lifetime_that_is_not_a_number_is_unknown(string expiresIn) => Assert.Equal(
        Plain, Parse(200, $$"""{"expires_in":{{expiresIn}},"access_token":"a"}""").Right());

    [Theory, InlineData("\"\""), InlineData("null"), InlineData("7"), InlineData("{}"), InlineData("\"\\ud83d\"")]
    public void A_token_type_that_is_not_text_counts_as_absent(string type) =>
        Assert.Equal(Plain, Parse(200, $$"""{"access_token":"a","token_type":{{type}}}""").Right());

    [Theory]
    [InlineData("null"), InlineData("false"), InlineData("0"), InlineData("-0.0"), InlineData("[]"), InlineData("[ ]"), InlineData("\"\"")]
    [InlineData("0e5"), InlineData("-0.0E-1")]
    public void A_false_error_member_is_not_an_error(string error)
    {
        Assert.Equal(Plain, Parse(200, $$"""{"error":{{error}},"access_token":"a"}""").Right());
        Assert.Equal(Plain, Parse(200, $$"""{"access_token":"a","error":{{error}}}""").Right());
        Assert.Equal(("$.access_token", MalformedReplyProblem.Missing), Malformed(200, $$"""{"error":{{error}}}"""));
    }

    [Theory]
    [InlineData("true"), InlineData("1"), InlineData("[0]"), InlineData("{}"), InlineData("\" \""), InlineData("\"false\"")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("1e-999")] // Not zero, though no double is smaller.
    [InlineData("-0.0001e0")]
    public void Any_other_error_contradicts_the_token(string error)
    {
        Assert.Equal(("$.error", MalformedReplyProblem.Contradictory), Malformed(200, $$"""{"error":{{error}},"access_token":"a"}"""));
        Assert.Equal(("$.error", MalformedReplyProblem.Contradictory), Malformed(200, $$"""{"access_token":"a","error":{{error}}}"""));
    }

    [Fact]
    public void Without_a_token_an_error_that_is_neither_text_nor_number_is_malformed()
    {
        Assert.Equal(("$.error", MalformedReplyProblem.WrongType), Malformed(200, """{"error":{"code":"invalid_grant"}}"""));
        Assert.Equal(("$.error", MalformedReplyProblem.WrongType), Malformed(200, """{"error":true}"""));
        Assert.Equal(("$.error", MalformedReplyProblem.WrongType), Malformed(400, """{"error":false}"""));
        Assert.Equal("400", Parse(200, """{"error":400}""").Left().As<RejectedError>().Code.Reveal());
    }

    [Theory]
    [InlineData(""" "expires_in":5,"expires_in":"5 " """), InlineData(""" "expires_in":5,"expires_in":5.9 """)]
    [InlineData(""" "expires_in":5,"token_type":"Bearer","token_type":"bearer","expires_in":5 """)]
    [InlineData(""" "expires_in":5,"scope":null,"scope":"","scope":7 """)]
    [InlineData(""" "expires_in":5,"ref":null,"ref":{},"ref":{"type":"user"} """)]
    [InlineData(""" "expires_in":5,"error":null,"error":false """)]
    public void A_label_repeated_with_the_same_value_counts_once(string members)
    {
        var token = Parse(200, $$"""{"access_token":"a",{{members}}}""").Right();
        Assert.Equal(Plain with { Lifetime = TimeSpan.FromSeconds(5) }, token with { TokenType = "bearer" });
        Assert.Equal(members.Contains("Bearer", StringComparison.Ordinal), token.TokenType == "Bearer"); // As it stands first.
    }

    [Theory]
    [InlineData("""{"type":"user","id":7,"id":"7"}"""), InlineData("""{"id":7,"type":"user","type":"\u0075ser"}""")]
    [InlineData("""{"type":"user","id":7},"ref":{"id":"7","type":"user","more":1}""")]
    public void A_reference_that_comes_again_with_the_same_value_is_one_and_so_is_each_part_of_it(string reference) => Assert.Equal(
        TokenReference.User(7), Parse(200, $$"""{"access_token":"a","ref":{{reference}}}""").Right().Reference);

    [Theory]
    [InlineData("$.expires_in", """{"access_token":"a","expires_in":5,"expires_in":6}""")]
    [InlineData("$.expires_in", """{"access_token":"a","expires_in":5,"expires_in":"soon"}""")]
    [InlineData("$.scope", """{"access_token":"a","scope":"a","scope":"b"}""")]
    [InlineData("$.scope", """{"access_token":"a","scope":"a","scope":""}""")]
    [InlineData("$.scope", """{"access_token":"a","scope":"a","scope":"a","scope":"b"}""")]
    [InlineData("$.ref", """{"access_token":"a","ref":{"type":"user","id":7},"ref":{"type":"user","id":8}}""")]
    [InlineData("$.ref", """{"access_token":"a","ref":{"type":"user","id":7},"ref":null}""")]
    [InlineData("$.ref.id", """{"access_token":"a","ref":{"type":"user","id":7,"id":8}}""")]
    [InlineData("$.ref.id", """{"access_token":"a","ref":{"type":"user","id":7,"id":7,"id":null}}""")]
    [InlineData("$.ref.type", """{"access_token":"a","ref":{"type":"user","id":7,"type":"app"}}""")]
    [InlineData("$.error", """{"error":"invalid_grant","error":"invalid_client"}""")]
    [InlineData("$.error", """{"error":"invalid_grant","error":null}""")]
    [InlineData("$.access_token", """{"access_token":"a","access_token":"a"}""")]
    [InlineData("$.refresh_token", """{"access_token":"a","refresh_token":"r","refresh_token":"r"}""")]
    [InlineData("$.refresh_token", """{"access_token":"a","refresh_token":null,"refresh_token":"r"}""")]
    [InlineData("$.server_nonce", """{"server_nonce":"a","server_nonce":"a"}""")]
    public void A_member_with_two_values_and_a_repeated_secret_are_malformed(string where, string body) =>
        Assert.Equal((where, MalformedReplyProblem.Duplicate), Malformed(200, body));

    [Fact]
    public void A_byte_that_is_not_UTF8_affects_only_the_value_that_contains_it()
    {
        Assert.Equal(
            Plain, Latin1(200, """{"access_token":"a","name":"é","é":["é"],"scope":"é","token_type":"é","ref":{"type":"é"}}""").Right());
        Assert.Equal(
            ("$.access_token", MalformedReplyProblem.InvalidCharacter), Latin1(200, """{"access_token":"é"}""").Problem());
        Assert.Equal(
            ("$.refresh_token", MalformedReplyProblem.InvalidCharacter),
            Latin1(200, """{"access_token":"a","refresh_token":"\u0061é"}""").Problem());
        Assert.Equal(("$", MalformedReplyProblem.NotUtf8), Latin1(200, """{"access_token":"a"é}""").Problem());
        Assert.Equal(("$", MalformedReplyProblem.NotUtf8), Latin1(200, """{"access_token":"a","name":"é""").Problem());
        var rejected = Latin1(400, """{"error":"invalid_grant","error_description":"\u0061é\/"}""").Left().As<RejectedError>();
        Assert.Equal(("invalid_grant", "a\uFFFD/"), (rejected.Code.Reveal(), rejected.Description?.Reveal()));
    }

    [Theory, InlineData("\"\""), InlineData("\"a\\nb\""), InlineData("\"a\\u007f\""), InlineData("\"\u00e9\""), InlineData("\"\\u0000\"")]
    public void A_token_outside_VSCHAR_is_malformed(string token) => Assert.Equal(
        ("$.access_token", MalformedReplyProblem.InvalidCharacter), Malformed(200, $$"""{"access_token":{{token}}}"""));

    [Fact]
    public void Escapes_in_names_and_values_are_read() => Assert.Equal(
        new Token("ab", "bearer", TimeSpan.FromSeconds(5), "r", TokenReference.User(7), "global:all"),
        Parse(200, """
            {"\u0061ccess_token":"a\u0062","token_\u0074ype":"be\u0061rer","expires_in":"\u0035","refresh\u005ftoken":"r",
            "r\u0065f":{"typ\u0065":"\u0075ser","id":"\u0037"},"scope":"global:al\u006c"}
            """).Right());

    [Theory, InlineData(300), InlineData(302), InlineData(399)]
    public void A_redirect_is_never_a_token(int status) =>
        Assert.Equal(("$", MalformedReplyProblem.Redirect), Malformed(status, """{"access_token":"a"}"""));

    [Theory, InlineData(199), InlineData(400), InlineData(600), InlineData(0), InlineData(-1)]
    public void A_token_with_an_error_status_is_not_a_token(int status) => Assert.Equal(
        ("$.error", MalformedReplyProblem.Missing), Malformed(status, """{"access_token":"a"}"""));

    [Theory, InlineData(64, false), InlineData(65, true)]
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
    public void A_body_of_more_than_1_MiB_is_too_large()
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
    public void A_null_reply_is_an_error_of_the_caller() => Assert.Throws<ArgumentNullException>(() => TokenReply.Parse(null!));
}
