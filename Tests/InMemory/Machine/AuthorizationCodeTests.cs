namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>A code is good once, in time, for its client and its redirect URI (RFC 6749 §4.1.2, §4.1.3).</summary>
public sealed class AuthorizationCodeTests
{
    private static readonly string Invalid = Envelope.Whole(Envelope.InvalidCode, "/oauth/token");
    private static readonly string Expired = Envelope.Whole(Envelope.ExpiredCode, "/oauth/token");

    private readonly TestPodio _podio = new();

    [Fact]
    public void A_code_is_valid_for_ten_minutes_and_then_has_expired()
    {
        var other = _podio.Podio.IssueCode("my-client", TestPodio.UserId, TestPodio.RedirectUri).Reveal();
        _podio.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(200, _podio.ByCode(other).Status);
        _podio.Clock.Advance(TimeSpan.FromTicks(1));
        Refused.Unchanged(_podio, Expired, () => _podio.ByCode());
    }

    [Fact]
    public void The_lifetime_is_a_setting()
    {
        var podio = new TestPodio(new PodioSettings { CodeLifetime = TimeSpan.FromSeconds(30) });
        var code = podio.Podio.IssueCode("my-client", TestPodio.UserId, TestPodio.RedirectUri).Reveal();
        podio.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(Expired, Reply.Text(podio.ByCode(code)));
        Assert.Equal(200, podio.ByCode().Status); // Issued before, under the longer setting.
    }

    [Fact]
    public void The_second_use_is_rejected_and_revokes_the_tokens_of_the_first()
    {
        var first = _podio.ByCode();
        Assert.IsType<UserReference>(_podio.ReferenceOf(first));
        Assert.Equal(Invalid, Reply.Text(_podio.ByCode()));
        Assert.IsType<NoReference>(_podio.ReferenceOf(first));
        Assert.Equal(Envelope.Whole(Envelope.InvalidRefreshToken, "/oauth/token"), Reply.Text(_podio.Refresh(Reply.RefreshToken(first))));
        Refused.Unchanged(_podio, Invalid, () => _podio.ByCode());
    }

    [Fact]
    public void The_second_use_of_an_expired_code_revokes_renewed_tokens_too()
    {
        var renewed = _podio.Refresh(Reply.RefreshToken(_podio.ByCode()));
        _podio.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Invalid, Reply.Text(_podio.ByCode()));
        Assert.IsType<NoReference>(_podio.ReferenceOf(renewed));
    }

    [Fact]
    public void A_second_use_by_another_client_revokes_nothing()
    {
        var first = _podio.ByCode();
        Refused.Unchanged(_podio, Invalid, () => _podio.ByCode(asOtherClient: true));
        Refused.Unchanged(_podio, Invalid, () => _podio.ByCode(redirectUri: "https://app.example.com/"));
        Assert.IsType<UserReference>(_podio.ReferenceOf(first));
    }

    [Fact]
    public void The_tokens_of_others_stay_valid()
    {
        var (mine, other) = (_podio.ByPassword(), _podio.ByApp());
        _podio.ByCode();
        _podio.ByCode();
        Assert.IsType<UserReference>(_podio.ReferenceOf(mine));
        Assert.IsType<AppReference>(_podio.ReferenceOf(other));
    }

    [Fact]
    public void A_code_is_bound_to_its_client_and_stays_valid_for_it()
    {
        Refused.Unchanged(_podio, Invalid, () => _podio.ByCode(asOtherClient: true));
        Assert.Equal(200, _podio.ByCode().Status);
    }

    [Theory]
    [InlineData(null), InlineData("https://app.example.com/cb?a=1&b=/"), InlineData("https://app.example.com/cb?a=1&b=%2f")]
    [InlineData("https://APP.example.com/cb?a=1&b=%2F"), InlineData("https://app.example.com/cb?a=1&b=%2F&c")]
    public void A_code_is_bound_to_its_redirect_URI_byte_for_byte(string? redirectUri)
    {
        Refused.Unchanged(_podio, Invalid, () => _podio.ByCode(redirectUri: redirectUri));
        Assert.Equal(200, _podio.ByCode().Status);
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData("http://APP.example.com:8080/elsewhere", 200)]
    [InlineData("https://evil.example.com/cb", 400)]
    [InlineData("urn:app.example.com", 400)]
    public void A_code_without_a_redirect_URI_is_bound_to_the_registered_domain(string? redirectUri, int status)
    {
        var code = _podio.Podio.IssueCode("my-client", TestPodio.UserId).Reveal();
        Assert.Equal(status, _podio.ByCode(code, redirectUri).Status);
    }

    [Fact]
    public void A_client_without_a_domain_may_use_any_redirect_URI()
    {
        var code = _podio.Podio.IssueCode("other-client", TestPodio.UserId, "urn:example:app").Reveal();
        Assert.Equal(200, _podio.ByCode(code, "urn:example:app", asOtherClient: true).Status);
    }

    [Fact]
    public void The_scope_that_was_granted_is_echoed()
    {
        var code = _podio.Podio.IssueCode("my-client", TestPodio.UserId, TestPodio.RedirectUri, "user:read space_42:all").Reveal();
        var first = _podio.ByCode(code);
        Assert.Equal("user:read space_42:all", Reply.Json(first).GetProperty("scope").GetString());
        Assert.Equal("user:read space_42:all", Reply.Json(_podio.Refresh(Reply.RefreshToken(first))).GetProperty("scope").GetString());
    }
}
