namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>What is cut out of a server's text, and the words that stay even where they are a secret.</summary>
public sealed class SecretScrubberTests
{
    /// <summary>The codes of RFC 6749 §4.1.2.1 and §5.2, and those of Podio's.</summary>
    public static TheoryData<string> KnownCodes =>
    [
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
        "access_denied", "unsupported_response_type", "server_error", "temporarily_unavailable",
        "oauth.client.invalid_id", "oauth.client.invalid_secret", "oauth.grant.expired", "user.invalid.username", "user.invalid.password",
        "invalid_second_factor", "nonce_validation_error", "unauthorized", "forbidden", "requestable_forbidden",
        "expired_token", "invalid_token", "invalid_value", "not_found",
        "rate_limit",
    ];

    [Theory, MemberData(nameof(KnownCodes))]
    public void A_known_code_stays_though_it_is_the_secret(string code) // Podio puts a code where its prose should be as well.
    {
        var secrets = Of(code);
        Assert.Equal(code, new ServerCode(code).Without(secrets).Reveal());
        Assert.Equal(code, new ServerText(code).Without(secrets).Reveal());
    }

    [Fact]
    public void Any_other_word_is_cut_out()
    {
        Assert.Equal("[redacted]", new ServerCode("hunter2").Without(Of("hunter2")).Reveal());
        Assert.Equal("not [redacted]", new ServerText("not hunter2").Without(Of("hunter2")).Reveal());
    }

    [Fact]
    public void A_secret_that_begins_with_another_is_cut_out_whole() =>
        Assert.Equal("[redacted], [redacted]", Of("hunter", clientSecret: "hunter2").Scrub("hunter2, hunter"));

    [Fact]
    public void An_empty_secret_matches_nothing() => Assert.Equal("no [redacted]", Of("hunter2", clientSecret: "").Scrub("no hunter2"));

    [Fact]
    public void An_escaped_slash_is_recognized_beside_an_unescaped_letter() => // PHP's JSON_UNESCAPED_UNICODE.
        Assert.Equal("[redacted]", Of("pé/w").Scrub("pé\\/w"));

    private static SecretScrubber Of(string password, string clientSecret = "cl13nt") =>
        SecretScrubber.Of(new TokenRequest(new ClientCredentials("my-client", clientSecret), Grant.Password("jane", password)));
}
