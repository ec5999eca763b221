using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests.Transports;

/// <summary>The two steps of a sign-in with a second factor, over a transport that plays Podio (PODIO 3.8).</summary>
public sealed class VerifySecondFactorTests
{
    private const string TokenBody =
        """{"access_token":"a","token_type":"bearer","expires_in":28800,"refresh_token":"r","ref":{"type":"user","id":1}}""";

    [Fact]
    public async Task The_challenge_of_the_error_makes_the_request_for_the_token()
    {
        List<string> sent = [];
        Transport podio = (form, cancellationToken) =>
        {
            sent.Add($"{form.Path} {Encoding.UTF8.GetString(form.ToBytes())}");
            return Sample.Podio(200, form.Path == "/mfa/verify" ? TokenBody : """{"server_nonce":"n0nc3"}""")(form, cancellationToken);
        };
        var error = (await podio.RequestTokenAsync(Sample.Request)).Left().As<SecondFactorRequiredError>();
        var token = (await podio.VerifySecondFactorAsync(error.Challenge.WithOneTimeCode("012345"))).Right();
        Assert.Equal("a", token.AccessToken.Reveal());
        Assert.Equal("""/mfa/verify {"nonce":"n0nc3","otp":"012345"}""", sent[1]);
    }

    [Fact]
    public async Task An_invalid_answer_is_not_sent()
    {
        Transport podio = (_, _) => throw new InvalidOperationException("Something was sent.");
        Assert.Equal(
            ["otp: Missing"], (await podio.VerifySecondFactorAsync(new SecondFactorChallenge("n").WithOneTimeCode(null))).Problems());
    }

    [Fact]
    public async Task A_rejection_is_an_error_like_any_other_and_quotes_neither_nonce_nor_code()
    {
        var podio = Sample.Podio(
            400,
            """{"error":"invalid_second_factor","error_detail":"n0nc3-012345","error_description":"code 012345 for n0nc3 is wrong"}""");
        var error =
            (await podio.VerifySecondFactorAsync(new SecondFactorChallenge("n0nc3").WithRecoveryCode("012345"))).Left().As<RejectedError>();
        Assert.True(error.Code.Is("invalid_second_factor"));
        Assert.Equal("[redacted]-[redacted]", error.Detail?.Reveal());
        Assert.Equal("code [redacted] for [redacted] is wrong", error.Description?.Reveal());
    }

    [Fact]
    public async Task Bugs_of_a_transport_are_exceptions()
    {
        var request = new SecondFactorChallenge("n").WithOneTimeCode("1");
        await Assert.ThrowsAsync<ArgumentNullException>(() => ((Transport)null!).VerifySecondFactorAsync(request));
        Transport nothing = (_, _) => null!;
        await Assert.ThrowsAsync<InvalidOperationException>(() => nothing.VerifySecondFactorAsync(request));
    }
}
