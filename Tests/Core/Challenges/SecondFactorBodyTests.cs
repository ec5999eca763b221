using System.Text;

namespace PodioOAuth.Functional.Core.Tests.Challenges;

/// <summary>The exact request to <c>/mfa/verify</c> (PODIO 3.8), and what is wrong with one that cannot be sent. Bodies are written by
/// hand.</summary>
public sealed class SecondFactorBodyTests
{
    private static readonly SecondFactorChallenge Challenge = new("n0nce");

    [Fact]
    public void A_one_time_code_is_otp() => AssertBody("""{"nonce":"n0nce","otp":"012345"}""", Challenge.WithOneTimeCode("012345"));

    [Fact]
    public void A_recovery_code_is_recoveryCode() =>
        AssertBody("""{"nonce":"n0nce","recoveryCode":"ab-\"c\\d"}""", Challenge.WithRecoveryCode("ab-\"c\\d"));

    [Fact]
    public void A_nonce_goes_back_as_it_came() =>
        AssertBody("""{"nonce":"é+/=€","otp":"1"}""", new SecondFactorChallenge("é+/=€").WithOneTimeCode("1"));

    [Fact]
    public void It_is_json_to_its_own_path()
    {
        var form = SecondFactorRequest.Encode(Challenge.WithOneTimeCode("012345")).Right();
        Assert.Equal("/mfa/verify", form.Path);
        Assert.Equal("application/json", form.ContentType);
        Assert.Equal(WireFormat.Json, form.Format);
        Assert.Equal("FormRequest { Path = /mfa/verify, Format = Json }", form.ToString());
        Assert.Equal(new Uri("https://api.podio.com/mfa/verify"), PodioEndpoint.Default.AddressOf(form));
    }

    [Fact]
    public void Everything_that_is_missing_is_named()
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
    public void Requests_are_equal_by_value_and_told_apart_by_factor()
    {
        Assert.Equal(Challenge.WithOneTimeCode("1"), new SecondFactorChallenge("n0nce").WithOneTimeCode("1"));
        Assert.NotEqual(Challenge.WithOneTimeCode("1"), Challenge.WithRecoveryCode("1"));
        Assert.Equal(
            "otp 1", Challenge.WithOneTimeCode("1").Factor.Match(oneTimeCode: f => "otp " + f.Code.Reveal(), recoveryCode: _ => ""));
        Assert.Equal(
            "rec 2", Challenge.WithRecoveryCode("2").Factor.Match(oneTimeCode: _ => "", recoveryCode: f => "rec " + f.Code.Reveal()));
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

    private static void AssertBody(string expected, SecondFactorRequest request) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(SecondFactorRequest.Encode(request).Right().ToBytes()));
}
