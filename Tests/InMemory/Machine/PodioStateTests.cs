namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>The state: what may be registered, what replaces what, and that it prints nothing it knows.</summary>
public sealed class PodioStateTests
{
    private static readonly ClientCredentials Client = new(clientId: "c", clientSecret: "s");

    private readonly TestPodio _podio = new();

    [Fact]
    public void A_state_prints_counts_and_nothing_else()
    {
        _podio.ByPassword();
        _podio.ByCode();
        Assert.Equal(
            "PodioState { Clients = 2, Users = 1, Apps = 1, Codes = 1, Grants = 2, AccessTokens = 2, RefreshTokens = 2, Faults = 0 }",
            _podio.Podio.State.ToString());
        Assert.Equal(
            ["Settings"],
            JsonSerializer.SerializeToElement(_podio.Podio.State).EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void Neither_a_step_nor_an_issued_code_nor_entropy_prints_a_secret()
    {
        var entropy = new Entropy("abcdefghijklmnopqrstuvwxyz012345"u8);
        var issued = TestPodio.State.IssueCode("my-client", TestPodio.UserId, null, TestPodio.Start, entropy);
        var step = PodioServer.Handle(issued.State, Request.Form("grant_type=app"), TestPodio.Start, entropy);
        Assert.Equal("[redacted]", entropy.ToString());
        Assert.DoesNotContain(issued.Code.Reveal(), issued.ToString() + JsonSerializer.Serialize(issued), StringComparison.Ordinal);
        Assert.DoesNotContain("my-client", issued.ToString() + step + JsonSerializer.Serialize(step), StringComparison.Ordinal);
    }

    [Fact]
    public void States_have_value_equality()
    {
        var one = PodioState.Empty.WithClient(Client).WithApp(1, "t").WithApp(2, "t");
        var same = PodioState.Empty.WithApp(2, "t").WithApp(1, "t").WithClient(Client with { });
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, same.WithApp(2, "u"));
        Assert.NotEqual(one, same.WithUser(1, "u", "p"));
        Assert.NotEqual(one, same.Arm(Fault.Refuse));
        Assert.Equal(one.Arm(Fault.Refuse, "/a"), same.Arm(Fault.Refuse, "/a"));
        Assert.Equal(one, same.Arm(Fault.Refuse, times: 3).Disarm());
        Assert.NotEqual(one.WithUser(1, "u", "p"), same.WithUser(1, "u", "p").WithSecondFactor(1, "o"));
        Assert.Equal(
            one.WithUser(1, "u", "p").WithSecondFactor(1, "o", ["a", "b"]),
            same.WithUser(1, "u", "p").WithSecondFactor(1, "o", ["b", "a"]));
        Assert.NotEqual(one, same.WithSettings(new PodioSettings { RotatesRefreshTokens = false }));
    }

    [Fact]
    public void A_change_returns_a_new_state_and_leaves_the_old_one_unchanged()
    {
        var before = TestPodio.State;
        var after = before.WithUser(7, "joe@example.com", "p");
        Assert.NotSame(before, after);
        Assert.Contains("Users = 1,", before.ToString(), StringComparison.Ordinal);
        Assert.Contains("Users = 2,", after.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_replaced_password_and_secret_count_at_once()
    {
        _podio.Podio.Update(state => state.WithUser(TestPodio.UserId, "jane@example.com", "new"));
        Assert.Equal("user.invalid.password", Reply.Detail(_podio.ByPassword()));
        _podio.Podio.Update(state => state.WithClient(new ClientCredentials("my-client", "new")));
        Assert.Equal("oauth.client.invalid_secret", Reply.Detail(_podio.ByPassword()));
    }

    [Fact]
    public void A_new_app_token_revokes_only_the_tokens_of_the_app()
    {
        var (app, user) = (_podio.ByApp(), _podio.ByPassword());
        _podio.Podio.Update(state => state.WithApp(TestPodio.AppId, "0123456789abcdef"));
        Assert.IsType<AppReference>(_podio.ReferenceOf(app));
        _podio.Podio.Update(state => state.WithApp(TestPodio.AppId, "new"));
        Assert.IsType<NoReference>(_podio.ReferenceOf(app));
        Assert.Equal("oauth.grant.invalid", Reply.Detail(_podio.Refresh(Reply.RefreshToken(app))));
        Assert.IsType<UserReference>(_podio.ReferenceOf(user));
    }

    [Fact]
    public void One_user_may_have_several_addresses()
    {
        _podio.Podio.Update(state => state.WithUser(TestPodio.UserId, "jane@work.example.com", "p"));
        Assert.Equal(200, _podio.ByPassword().Status);
    }

    [Fact]
    public void Values_that_no_request_can_contain_are_refused()
    {
        var state = TestPodio.State;
        Assert.Throws<ArgumentNullException>(() => state.WithClient(null!));
        AssertRefused("client", () => state.WithClient(new ClientCredentials("", "hunter2\n")));
        AssertRefused("client", () => state.WithClient(new ClientCredentials("id", "hunter2\n")));
        AssertRefused("username", () => state.WithUser(1, "a\r\n", "hunter2"));
        AssertRefused("username", () => state.WithUser(1, "a", new string('x', 20_000) + "hunter2"));
        AssertRefused("id", () => state.WithApp(0, "hunter2"));
        AssertRefused("id", () => state.WithApp(1, "hunter2\u00e9"));
        AssertRefused("code", () => state.WithCode("hunter2\t", "my-client", TestPodio.UserId, null, TestPodio.Start));
        Assert.Throws<ArgumentOutOfRangeException>("id", () => state.WithUser(0, "a", "p"));
    }

    [Fact]
    public void A_code_needs_a_known_client_a_known_user_and_a_redirect_URI_on_the_clients_domain()
    {
        var state = TestPodio.State;
        AssertRefused("clientId", () => state.WithCode("hunter2", "nobody", TestPodio.UserId, null, TestPodio.Start));
        AssertRefused("userId", () => state.WithCode("hunter2", "my-client", 5, null, TestPodio.Start));
        AssertRefused("code", () => state.WithCode("hunter2", "my-client", TestPodio.UserId, "/relative", TestPodio.Start));
        AssertRefused("redirectUri", () => state.WithCode("hunter2", "my-client", TestPodio.UserId, "https://evil.com/", TestPodio.Start));
        AssertRefused("redirectUri", () => _podio.Podio.IssueCode("my-client", TestPodio.UserId, "https://sub.app.example.com/"));
    }

    [Theory, InlineData("everything"), InlineData("user:read  space_42:all"), InlineData(" ")]
    public void A_code_is_issued_for_no_scope_that_the_authorize_page_refuses(string scope)
    {
        var state = TestPodio.State;
        AssertRefused("scope", () => state.WithCode("hunter2", "my-client", TestPodio.UserId, null, TestPodio.Start, scope));
        AssertRefused("scope", () => _podio.Podio.IssueCode("my-client", TestPodio.UserId, null, scope));
    }

    [Theory, InlineData(-1), InlineData(36525L * 24 * 60 * 60 * 10_000_000 + 1)]
    public void A_lifetime_outside_its_range_is_refused(long ticks)
    {
        var lifetime = TimeSpan.FromTicks(ticks);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PodioSettings { AccessTokenLifetime = lifetime });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PodioSettings { RefreshTokenLifetime = lifetime });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PodioSettings { CodeLifetime = lifetime });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PodioSettings { ChallengeLifetime = lifetime });
    }

    [Theory, InlineData(0), InlineData(31), InlineData(33)]
    public void Entropy_has_32_bytes(int length) => Assert.Throws<ArgumentException>("bytes", () => new Entropy(new byte[length]));

    [Fact]
    public void A_change_that_returns_null_changes_nothing()
    {
        var before = _podio.Podio.State;
        Assert.Throws<InvalidOperationException>(() => _podio.Podio.Update(_ => null!));
        Assert.Same(before, _podio.Podio.State);
    }

    private static void AssertRefused(string parameter, Func<object> register)
    {
        var exception = Assert.Throws<ArgumentException>(parameter, register);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }
}
