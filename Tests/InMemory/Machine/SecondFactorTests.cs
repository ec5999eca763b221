namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>An account with two-factor sign-in (PODIO 3.8): the nonce, the codes, and how each ends.</summary>
public sealed class SecondFactorTests
{
    private readonly TestPodio _podio = new();

    public SecondFactorTests() =>
        _podio.Podio.Update(state => state.WithSecondFactor(TestPodio.UserId, "012345", ["rec-1", "rec-2"]));

    [Fact]
    public void A_correct_password_is_answered_with_only_a_nonce()
    {
        var reply = _podio.ByPassword();
        Assert.Equal(200, reply.Status);
        Assert.Matches("^\\{\"server_nonce\":\"[0-9a-f]{32}\"\\}$", Reply.Text(reply));
    }

    [Theory, InlineData(WireFormat.Form), InlineData(WireFormat.Json)]
    public void The_one_time_code_gets_the_token(WireFormat format)
    {
        var reply = Verify(NonceOf(_podio.ByPassword(format)), "\"otp\":\"012345\"");
        Assert.Equal(Reply.OfUser, Reply.Masked(reply));
        Assert.Equal(200, _podio.Refresh(Reply.RefreshToken(reply)).Status);
    }

    [Fact]
    public void A_recovery_code_can_be_used_once()
    {
        Assert.Equal(200, Verify(NonceOf(_podio.ByPassword()), "\"recoveryCode\":\"rec-1\"").Status);
        Assert.Equal("invalid_second_factor", Reply.Error(Verify(NonceOf(_podio.ByPassword()), "\"recoveryCode\":\"rec-1\"")));
        Assert.Equal(200, Verify(NonceOf(_podio.ByPassword()), "\"recoveryCode\":\"rec-2\"").Status);
    }

    [Fact]
    public void A_wrong_code_is_rejected_and_the_challenge_stays_valid()
    {
        var nonce = NonceOf(_podio.ByPassword());
        var reply = Verify(nonce, "\"otp\":\"000000\"");
        Assert.Equal(400, reply.Status);
        Assert.Equal("invalid_second_factor", Reply.Error(reply));
        Assert.Equal(200, Verify(nonce, "\"otp\":\"012345\"").Status);
    }

    [Fact]
    public void A_challenge_can_be_used_for_one_token()
    {
        var nonce = NonceOf(_podio.ByPassword());
        Assert.Equal(200, Verify(nonce, "\"otp\":\"012345\"").Status);
        Assert.Equal("nonce_validation_error", Reply.Error(Verify(nonce, "\"otp\":\"012345\"")));
    }

    [Fact]
    public void A_challenge_expires()
    {
        var nonce = NonceOf(_podio.ByPassword());
        _podio.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("nonce_validation_error", Reply.Error(Verify(nonce, "\"otp\":\"012345\"")));
    }

    [Fact]
    public void Removing_the_second_factor_ends_its_challenges()
    {
        var nonce = NonceOf(_podio.ByPassword());
        _podio.Podio.Update(state => state.WithoutSecondFactor(TestPodio.UserId).WithSecondFactor(TestPodio.UserId, "012345"));
        Assert.Equal("nonce_validation_error", Reply.Error(Verify(nonce, "\"otp\":\"012345\"")));
        _podio.Podio.Update(state => state.WithoutSecondFactor(TestPodio.UserId));
        Assert.Equal(Reply.OfUser, Reply.Masked(_podio.ByPassword()));
    }

    [Fact]
    public void Apps_and_codes_need_no_second_factor()
    {
        Assert.Equal(Reply.OfApp, Reply.Masked(_podio.ByApp()));
        Assert.Equal(Reply.OfUser, Reply.Masked(_podio.ByCode()));
    }

    [Theory]
    [InlineData("""{"otp":"012345"}""", "invalid_request", "Missing parameter nonce")]
    [InlineData("""{"nonce":"n"}""", "invalid_request", "Missing parameter otp")]
    [InlineData("nonce=n&otp=1", "invalid_value", "Invalid value null (null): must be object")]
    public void An_unreadable_request_is_rejected_as_Podio_does(string body, string error, string description)
    {
        var reply = _podio.Podio.Answer(Request.Literal("/mfa/verify", "application/json", body));
        Assert.Equal(400, reply.Status);
        Assert.Equal(error, Reply.Error(reply));
        Assert.Equal(description, Reply.Json(reply).GetProperty("error_description").GetString());
    }

    [Fact]
    public void Values_that_no_request_can_contain_are_refused()
    {
        var state = TestPodio.State;
        Assert.Throws<ArgumentException>("oneTimeCode", () => state.WithSecondFactor(TestPodio.UserId, "hunter2\n"));
        Assert.Throws<ArgumentException>("recoveryCodes", () => state.WithSecondFactor(TestPodio.UserId, "1", ["hunter2\n"]));
        Assert.Throws<ArgumentException>("userId", () => state.WithSecondFactor(5, "1"));
        Assert.Same(state, state.WithoutSecondFactor(TestPodio.UserId));
    }

    [Fact]
    public async Task The_library_completes_both_steps()
    {
        var transport = _podio.Podio.Transport;
        var request = new TokenRequest(
            new ClientCredentials("my-client", "client+secret"), Grant.Password("jane@example.com", "pass & wörd=100%"));
        var error = Assert.IsType<SecondFactorRequiredError>((await transport.RequestTokenAsync(request)).Left());
        var token = (await transport.VerifySecondFactorAsync(error.Challenge.WithOneTimeCode("012345"))).Right();
        Assert.Equal(TokenReference.User(TestPodio.UserId), token.Reference);
    }

    private static string NonceOf(HttpReply reply) => Reply.Json(reply).GetProperty("server_nonce").GetString()!;

    private HttpReply Verify(string nonce, string factor) =>
        _podio.Podio.Answer(Request.Literal("/mfa/verify", "application/json", $$"""{"nonce":"{{nonce}}",{{factor}}}"""));
}
