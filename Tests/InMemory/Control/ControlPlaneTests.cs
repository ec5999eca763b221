namespace PodioOAuth.Functional.InMemory.Tests.Control;

/// <summary>Each operation of the control plane: what it does to the server behind it.</summary>
public sealed class ControlPlaneTests : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] App =
    [
        ("grant_type", "app"), ("app_id", "654321"), ("app_token", "0123456789abcdef"), ("client_id", "my-client"),
        ("client_secret", "client+secret"),
    ];

    private readonly TestPodio _podio = new();
    private LocalPodio _server = null!;
    private ControlClient _control = null!;

    public async Task InitializeAsync()
    {
        _server = await LocalPodio.StartAsync(_podio.Podio);
        _control = new ControlClient(_server.Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_control_plane_says_what_it_is_and_what_there_is()
    {
        var state = await _control.GetAsync("");
        Assert.Contains("Not Podio", state.GetProperty("server").GetString(), StringComparison.Ordinal);
        Assert.Equal(TestPodio.Start, state.GetProperty("now").GetDateTimeOffset());
        Assert.Equal(_podio.Podio.State.ToString(), state.GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_clock_is_read_set_and_moved()
    {
        Assert.Equal((200, """{"now":"2026-08-11T09:15:00+00:00"}"""), await _control.SendAsync("GET", "/clock"));
        Assert.Equal(
            (200, """{"now":"2027-01-01T00:00:00+00:00"}"""),
            await _control.SendAsync("PUT", "/clock", """{"now":"2027-01-01T00:00:00Z"}"""));
        Assert.Equal(
            (200, """{"now":"2027-01-01T08:00:00.5+00:00"}"""), await _control.SendAsync("PUT", "/clock", """{"move_seconds":28800.5}"""));
        Assert.Equal(
            (200, """{"now":"2027-01-01T00:00:00+00:00"}"""), await _control.SendAsync("PUT", "/clock", """{"move_seconds":-28800.5}"""));
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), _podio.Podio.Now);
    }

    [Fact]
    public async Task Grants_are_revoked_by_token_by_user_by_app_and_all()
    {
        var (one, two, app) = (_podio.ByPassword(), _podio.ByPassword(), _podio.ByApp());
        await _control.DoAsync("POST", "/revoke", $$"""{"token":"{{Reply.AccessToken(one)}}"}""");
        Assert.Equal([TokenReference.None, TokenReference.User(123)], new[] { one, two }.Select(_podio.ReferenceOf));
        await _control.DoAsync("POST", "/revoke", """{"app_id":654321}""");
        Assert.Equal(TokenReference.None, _podio.ReferenceOf(app));
        await _control.DoAsync("POST", "/revoke", """{"user_id":123}""");
        Assert.Equal(TokenReference.None, _podio.ReferenceOf(two));
        var last = _podio.ByPassword();
        await _control.DoAsync("POST", "/revoke", """{"all":true}""");
        Assert.Equal(TokenReference.None, _podio.ReferenceOf(last));
    }

    [Theory]
    [InlineData("""{"fault":"reject","error":"invalid_grant","detail":"oauth.grant.expired"}""", 400, "invalid_grant")]
    [InlineData("""{"fault":"reject","error":"forbidden","status":403}""", 403, "forbidden")]
    [InlineData("""{"fault":"rate_limit","seconds":300}""", 420, "rate_limit")]
    [InlineData("""{"fault":"rate_limit"}""", 420, "rate_limit")]
    [InlineData("""{"fault":"unavailable"}""", 503, null)]
    [InlineData("""{"fault":"unavailable","status":502,"seconds":30,"path":"/oauth/token"}""", 502, null)]
    public async Task A_fault_that_is_a_reply_is_armed_and_used_up(string order, int status, string? error)
    {
        await _control.DoAsync("POST", "/faults", order);
        Assert.Equal((status, error), await _control.AskAsync(App));
        Assert.Equal((200, null), await _control.AskAsync(App));
    }

    [Theory]
    [InlineData("""{"fault":"refuse"}""", 0)]
    [InlineData("""{"fault":"drop_reply"}""", 1)]
    [InlineData("""{"fault":"cut","at":"before_headers"}""", 0)]
    [InlineData("""{"fault":"cut","at":"inside_headers","carried_out":true}""", 1)]
    [InlineData("""{"fault":"cut","at":"inside_body"}""", 0)]
    public async Task A_fault_that_breaks_the_connection_is_armed_and_used_up(string order, int tokens)
    {
        await _control.DoAsync("POST", "/faults", order);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _control.AskAsync(App));
        Assert.Contains($"AccessTokens = {tokens},", _podio.Podio.State.ToString(), StringComparison.Ordinal);
        Assert.Equal((200, null), await _control.AskAsync(App));
    }

    [Fact]
    public async Task A_delay_follows_the_servers_clock()
    {
        await _control.DoAsync("POST", "/faults", """{"fault":"delay","seconds":30}""");
        var asking = _control.AskAsync(App);
        await Until(() => _podio.Podio.Requests.Count > 0);
        Assert.False(asking.IsCompleted);
        while (!asking.IsCompleted)
        {
            _podio.Clock.Advance(TimeSpan.FromSeconds(30)); // Again, if the reply was not waiting yet.
            await Task.Yield();
        }

        Assert.Equal((200, null), await asking);
    }

    [Fact]
    public async Task Faults_can_be_repeated_limited_to_a_path_and_disarmed()
    {
        await _control.DoAsync("POST", "/faults", """{"fault":"unavailable","times":2}""");
        await _control.DoAsync("POST", "/faults", """{"fault":"reject","error":"e","path":"/oauth/token/v2"}""");
        Assert.Equal(503, (await _control.AskAsync(App)).Status);
        Assert.Equal(503, (await _control.AskAsync(App)).Status);
        Assert.Equal(200, (await _control.AskAsync(App)).Status);
        Assert.Contains("Faults = 1 ", _podio.Podio.State.ToString(), StringComparison.Ordinal);
        await _control.DoAsync("DELETE", "/faults");
        Assert.Contains("Faults = 0 ", _podio.Podio.State.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_users_apps_and_codes_are_added()
    {
        await _control.DoAsync("POST", "/clients", """{"client_id":"new","client_secret":"s","redirect_domain":"new.example"}""");
        await _control.DoAsync("POST", "/users", """{"user_id":7,"username":"joe@example.com","password":"p w"}""");
        await _control.DoAsync("POST", "/apps", """{"app_id":9,"app_token":"t"}""");
        var (status, body) = await _control.SendAsync(
            "POST", "/codes", """{"client_id":"new","user_id":7,"redirect_uri":"https://new.example/cb"}""");
        Assert.Equal(200, status);
        Assert.Matches("^\\{\"code\":\"[0-9a-f]{32}\"\\}$", body);
        (string, string)[] pair = [("client_id", "new"), ("client_secret", "s")];
        Assert.Equal(
            (200, null),
            await _control.AskAsync([("grant_type", "password"), ("username", "joe@example.com"), ("password", "p w"), .. pair]));
        Assert.Equal((200, null), await _control.AskAsync([("grant_type", "app"), ("app_id", "9"), ("app_token", "t"), .. pair]));
        Assert.Equal((200, null), await _control.AskAsync(
            [("grant_type", "authorization_code"), ("code", body[9..^2]), ("redirect_uri", "https://new.example/cb"), .. pair]));
    }

    [Fact]
    public async Task A_user_with_a_second_factor_is_added()
    {
        await _control.DoAsync(
            "POST", "/users",
            """{"user_id":7,"username":"joe@example.com","password":"p","one_time_code":"012345","recovery_codes":["a"]}""");
        var transport = _podio.Podio.Transport;
        var request = new TokenRequest(new ClientCredentials("my-client", "client+secret"), Grant.Password("joe@example.com", "p"));
        var error = Assert.IsType<SecondFactorRequiredError>((await transport.RequestTokenAsync(request)).Left());
        Assert.True((await transport.VerifySecondFactorAsync(error.Challenge.WithRecoveryCode("a"))).IsRight);
    }

    [Fact]
    public async Task Consent_and_settings_are_changed_and_the_rest_stays()
    {
        await _control.DoAsync("PUT", "/consent", """{"deny":true}""");
        Assert.Equal(TestPodio.State.WithConsent(Consent.Deny), _podio.Podio.State);
        await _control.DoAsync("PUT", "/consent", """{"user_id":123}""");
        await _control.DoAsync("PATCH", "/settings", """{"access_token_seconds":60,"rotates_refresh_tokens":false}""");
        await _control.DoAsync("PATCH", "/settings", """{"token_request_limit":{"calls":1,"window_seconds":300}}""");
        Assert.Equal(
            new PodioSettings
            {
                AccessTokenLifetime = TimeSpan.FromSeconds(60),
                RotatesRefreshTokens = false,
                TokenRequestLimit = new CallLimit(1, TimeSpan.FromSeconds(300)),
            },
            _podio.Podio.State.Settings);
        Assert.Equal(200, (await _control.AskAsync(App)).Status);
        Assert.Equal((420, "rate_limit"), await _control.AskAsync(App));
    }

    [Fact]
    public async Task Null_removes_a_limit()
    {
        await _control.DoAsync("PATCH", "/settings", """{"token_request_limit":{"calls":0,"window_seconds":300}}""");
        await _control.DoAsync("PATCH", "/settings", """{"code_seconds":60}""");
        Assert.Equal(420, (await _control.AskAsync(App)).Status);
        await _control.DoAsync("PATCH", "/settings", """{"token_request_limit":null}""");
        Assert.Equal(200, (await _control.AskAsync(App)).Status);
        Assert.NotNull(_podio.Podio.State.Settings.UserCallLimit);
        await _control.DoAsync("PATCH", "/settings", """{"user_call_limit":null}""");
        Assert.Null(_podio.Podio.State.Settings.UserCallLimit);
    }

    [Fact]
    public async Task The_requests_seen_are_read_and_forgotten()
    {
        await _control.AskAsync(App);
        Assert.Equal(
            """
            [{"at":"2026-08-11T09:15:00+00:00","method":"POST","path":"/oauth/token","fields":{"grant_type":"app","app_id":"654321",
            "app_token":"[redacted]","client_id":"my-client","client_secret":"[redacted]"},"status":200}]
            """.ReplaceLineEndings(""),
            (await _control.SendAsync("GET", "/requests")).Body);
        await _control.DoAsync("DELETE", "/requests");
        Assert.Equal((200, "[]"), await _control.SendAsync("GET", "/requests"));
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }
}
