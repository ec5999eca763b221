namespace PodioOAuth.Functional.Core.Tests.Challenges;

/// <summary>The exact request to <c>/mfa/verify</c> (PODIO 3.8), and what is wrong with one that cannot be sent. Bodies are written by
/// hand.</summary>
public sealed class SecondFactorBodyTests
{
    private static readonly SecondFactorChallenge Challenge = new("n0nce");

    public static TheoryData<string, SecondFactorRequest> Bodies => new()
    {
        { """{"nonce":"n0nce","otp":"012345"}""", Challenge.WithOneTimeCode("012345") },
        { """{"nonce":"n0nce","recoveryCode":"ab-\"c\\d"}""", Challenge.WithRecoveryCode("ab-\"c\\d") },
        { """{"nonce":"é+/=€","otp":"1"}""", new SecondFactorChallenge("é+/=€").WithOneTimeCode("1") },
    };

    [Theory, MemberData(nameof(Bodies))]
    public void An_answer_is_json_to_its_own_path(string body, SecondFactorRequest request)
    {
        var form = SecondFactorRequest.Encode(request).Right();
        Assert.Equal(body, Encoding.UTF8.GetString(form.ToBytes()));
        Assert.Equal(("/mfa/verify", "application/json", WireFormat.Json), (form.Path, form.ContentType, form.Format));
        Assert.Equal("FormRequest { Path = /mfa/verify, Format = Json }", form.ToString());
        Assert.Equal(new Uri("https://api.podio.com/mfa/verify"), PodioEndpoint.Default.AddressOf(form));
    }

    [Fact]
    public void Everything_that_is_missing_is_reported()
    {
        Assert.Equal(["request: Missing"], SecondFactorRequest.Encode(null).Problems());
        Assert.Equal(["nonce: Missing", "otp: Missing"], SecondFactorRequest.Encode(new SecondFactorRequest(null!, null!)).Problems());
        Assert.Equal(
            ["nonce: Missing", "otp: Empty"],
            SecondFactorRequest.Validate(new SecondFactorChallenge(null!).WithOneTimeCode("")).Problems());
        Assert.Equal(["recoveryCode: Missing"], SecondFactorRequest.Encode(Challenge.WithRecoveryCode(null)).Problems());
    }

    [Fact]
    public void Characters_and_lengths_are_checked()
    {
        Assert.Equal(["otp: InvalidCharacter"], SecondFactorRequest.Encode(Challenge.WithOneTimeCode("1\n2")).Problems());
        Assert.Equal(["recoveryCode: InvalidCharacter"], SecondFactorRequest.Encode(Challenge.WithRecoveryCode("é")).Problems());
        Assert.Equal(
            ["nonce: InvalidCharacter"], SecondFactorRequest.Encode(new SecondFactorChallenge("a\rb").WithOneTimeCode("1")).Problems());
        Assert.Equal(["otp: TooLong"], SecondFactorRequest.Encode(Challenge.WithOneTimeCode(new string('1', 16_385))).Problems());
        Assert.True(SecondFactorRequest.Encode(Challenge.WithOneTimeCode(new string('1', 16_384))).IsRight);
    }

    [Fact]
    public void A_path_is_part_of_what_makes_encoded_requests_equal()
    {
        var verify = SecondFactorRequest.Encode(Challenge.WithOneTimeCode("1")).Right();
        Assert.Equal(verify, SecondFactorRequest.Encode(Challenge.WithOneTimeCode("1")).Right());
        Assert.Equal(verify.GetHashCode(), SecondFactorRequest.Encode(Challenge.WithOneTimeCode("1")).Right().GetHashCode());
        Assert.NotEqual(verify, TokenRequest.Encode(Sample.Request).Right());
        Assert.Equal(["path: Unsupported"], TokenRequest.Decode(verify).Problems());
        Assert.Equal(["path: Unsupported"], SecondFactorRequest.Decode(TokenRequest.Encode(Sample.Request).Right()).Problems());
    }

}
