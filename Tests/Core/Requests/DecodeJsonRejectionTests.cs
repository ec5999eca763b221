using static PodioOAuth.Functional.Core.Tests.Requests.Received;

namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>Decode refuses by name what no correct client sends, in JSON.</summary>
public sealed class DecodeJsonRejectionTests
{
    private const string Pair = "\"client_id\":\"my-client\",\"client_secret\":\"s3cr3t\"";

    private const string Whole = "\"grant_type\":\"password\",\"username\":\"jane\",\"password\":\"pw\"," + Pair;

    [Theory]
    [InlineData(""), InlineData(" "), InlineData("null"), InlineData("[]"), InlineData("\"a\""), InlineData("1"), InlineData("{")]
    [InlineData("{" + Whole), InlineData("{" + Whole + "}x"), InlineData("{" + Whole + "}{}"), InlineData("{" + Whole + ",}")]
    [InlineData("{" + Whole + "}//"), InlineData("{'grant_type':'password'}"), InlineData("{/**/" + Whole + "}")]
    [InlineData("\uFEFF{" + Whole + "}")]
    public void A_body_that_is_not_one_JSON_object_is_malformed(string body) =>
        Assert.Equal(["body: Malformed"], TokenRequest.Decode(Json(body)).Problems());

    [Fact]
    public void Nesting_deeper_than_64_is_malformed()
    {
        var deep = new string('[', 64) + new string(']', 64);
        Assert.Equal(["body: Malformed"], TokenRequest.Decode(Json($$"""{"x":{{deep}},{{Whole}}}""")).Problems());
    }

    [Theory]
    [InlineData("{" + Whole + ",\"username\":\"jane\"}", "username: Duplicate")]
    [InlineData("{" + Whole + ",\"user\\u006eame\":\"jane\"}", "username: Duplicate")]
    [InlineData("{" + Whole + ",\"username\":null}", "username: Duplicate")]
    [InlineData("{\"username\":\"\"," + Whole + "}", "username: Duplicate")]
    [InlineData("{\"username\":1," + Whole + "}", "username: WrongType", "username: Duplicate")]
    [InlineData("{\"username\":\"\\ud800\"," + Whole + "}", "username: InvalidUtf8", "username: Duplicate")]
    [InlineData("{" + Whole + ",\"code\":1}", "code: WrongType")]
    [InlineData("{" + Whole + ",\"code\":true}", "code: WrongType")]
    [InlineData("{" + Whole + ",\"code\":[\"a\"]}", "code: WrongType")]
    [InlineData("{" + Whole + ",\"code\":{\"username\":1}}", "code: WrongType")]
    [InlineData("{" + Whole + ",\"app_id\":false}", "app_id: WrongType")]
    [InlineData("{" + Whole + ",\"app_id\":[]}", "app_id: WrongType")]
    [InlineData("{" + Whole + ",\"code\":\"\\ud800\"}", "code: InvalidUtf8")]
    [InlineData("{" + Whole + ",\"code\":\"\\udc00\\ud800\"}", "code: InvalidUtf8")]
    [InlineData("{" + Pair + "}", "grant_type: Missing")]
    [InlineData("{" + Pair + ",\"grant_type\":null}", "grant_type: Missing")]
    [InlineData("{" + Pair + ",\"grant_type\":\"sso\"}", "grant_type: UnknownGrantType")]
    [InlineData("{}", "grant_type: Missing", "client_id: Missing", "client_secret: Missing")]
    [InlineData("{\"code\":1,\"username\":2}", "code: WrongType", "username: WrongType")]
    public void A_member_is_refused_by_name(string body, params string[] problems) =>
        Assert.Equal(problems, TokenRequest.Decode(Json(body)).Problems());

    [Theory]
    [InlineData("1e3"), InlineData("1.0"), InlineData("-5"), InlineData("0"), InlineData("9223372036854775808"), InlineData("\"007\"")]
    [InlineData("\"+5\""), InlineData("\" 5\""), InlineData("\"5\\u0000\""), InlineData("\"1e3\""), InlineData("\"1.0\"")]
    public void An_app_id_is_digits_of_a_positive_64_bit_number(string appId) => Assert.Equal(
        ["app_id: OutOfRange"],
        TokenRequest.Decode(Json($$"""{"grant_type":"app","app_id":{{appId}},"app_token":"t",{{Pair}}}""")).Problems());

    [Fact]
    public void A_number_with_a_leading_zero_is_not_json() => Assert.Equal(
        ["body: Malformed"], TokenRequest.Decode(Json($$"""{"grant_type":"app","app_id":007,"app_token":"t",{{Pair}}}""")).Problems());

    [Fact]
    public void Invalid_utf8_is_named()
    {
        byte[] body = [.. Encoding.ASCII.GetBytes("{" + Whole + ",\"x\":\""), 0xFF, .. "\"}"u8];
        Assert.Equal(["body: InvalidUtf8"], TokenRequest.Decode(Json(body)).Problems());
        byte[] known = [.. Encoding.ASCII.GetBytes("{" + Whole + ",\"code\":\""), 0xFF, .. "\"}"u8];
        Assert.Equal(["body: InvalidUtf8"], TokenRequest.Decode(Json(known)).Problems());
    }

    [Fact]
    public void A_pair_in_the_body_and_by_http_basic_is_refused() => Assert.Equal(
        ["Authorization: SentTwice"],
        TokenRequest.Decode(Json("{" + Whole + "}", authorization: Basic("my-client:s3cr3t"))).Problems());
}
