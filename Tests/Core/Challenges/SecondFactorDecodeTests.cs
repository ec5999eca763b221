namespace PodioOAuth.Functional.Core.Tests.Challenges;

/// <summary>What a server reads at <c>/mfa/verify</c>, and what it refuses by name.</summary>
public sealed class SecondFactorDecodeTests
{
    private static readonly SecondFactorRequest OneTimeCode = new SecondFactorChallenge("n").WithOneTimeCode("1");

    [Theory]
    [InlineData("""{"nonce":"n","otp":"1"}"""), InlineData(""" { "otp" : "1" , "device" : {"a":[1]} , "nonce" : "\u006e" } """)]
    [InlineData("""{"nonce":"n","otp":"1","recoveryCode":null}"""), InlineData("""{"nonce":"n","otp":"1","recoveryCode":""}""")]
    [InlineData("""{"nonce":"n","otp":"1","client_id":7,"grant_type":"password"}""")]
    public void A_one_time_code_is_read(string body) => Assert.Equal(OneTimeCode, SecondFactorRequest.Decode(Received(body)).Right());

    [Fact]
    public void A_recovery_code_is_read() => Assert.Equal(
        new SecondFactorChallenge("n").WithRecoveryCode("r"),
        SecondFactorRequest.Decode(Received("""{"recoveryCode":"r","nonce":"n"}""")).Right());

    [Theory]
    [InlineData("""{"nonce":"n","otp":"1","recoveryCode":"r"}""", "recoveryCode: SentTwice")]
    [InlineData("""{"nonce":"n","nonce":"n","otp":"1"}""", "nonce: Duplicate")]
    [InlineData("""{"nonce":"n","otp":123456}""", "otp: WrongType")]
    [InlineData("""{"nonce":"n","otp":"\ud800"}""", "otp: InvalidUtf8")]
    [InlineData("""{"nonce":"n"}""", "otp: Missing")]
    [InlineData("""{"otp":"1"}""", "nonce: Missing")]
    [InlineData("""["n","1"]""", "body: Malformed")]
    [InlineData("nonce=n&otp=1", "body: Malformed"), InlineData("", "body: Malformed")]
    public void An_invalid_body_is_refused_by_name(string body, string problem) =>
        Assert.Equal([problem], SecondFactorRequest.Decode(Received(body)).Problems());

    [Fact]
    public void Both_codes_at_once_are_told_from_credentials_sent_twice() => Assert.Equal(
        "recoveryCode was sent together with otp; send only one of them.",
        Assert.Single(SecondFactorRequest.Decode(Received("""{"nonce":"n","otp":"1","recoveryCode":"r"}""")).FieldErrors()).Message);

    [Fact]
    public void Everything_around_the_body_is_checked()
    {
        var good = Received("""{"nonce":"n","otp":"1"}""");
        Assert.Equal(["request: Missing"], SecondFactorRequest.Decode((ReceivedRequest?)null).Problems());
        Assert.Equal(["request: Missing"], SecondFactorRequest.Decode((FormRequest?)null).Problems());
        Assert.Equal(
            ["method: Unsupported", "path: Unsupported"],
            SecondFactorRequest.Decode(good with { Method = "GET", Path = "/oauth/token" }).Problems());
        Assert.Equal(
            ["Content-Type: Unsupported"],
            SecondFactorRequest.Decode(good with { ContentType = "application/x-www-form-urlencoded" }).Problems());
        Assert.Equal(["Authorization: Unsupported"], SecondFactorRequest.Decode(good with { Authorization = "Basic YTpi" }).Problems());
        Assert.Equal(["body: TooLong"], SecondFactorRequest.Decode(good with { Body = new byte[(1024 * 1024) + 1] }).Problems());
    }

    private static ReceivedRequest Received(string body) =>
        new("POST", "/mfa/verify", "application/json; charset=utf-8", authorization: null, Encoding.UTF8.GetBytes(body));
}
