using System.Reflection;

namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>What an in-memory Podio adds to the machine: a clock that can be moved, and a memory of the requests seen.</summary>
public sealed class ClockAndRequestsTests
{
    private readonly TestPodio _podio = new();

    [Fact]
    public void The_clock_is_set_moved_and_runs_on()
    {
        var podio = _podio.Podio;
        Assert.Equal(TestPodio.Start, podio.Now);
        podio.MoveClock(TimeSpan.FromHours(8));
        Assert.Equal(TestPodio.Start.AddHours(8), podio.Now);
        _podio.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TestPodio.Start.AddHours(8).AddMinutes(1), podio.Now);
        podio.SetClock(DateTimeOffset.UnixEpoch);
        _podio.Clock.Advance(TimeSpan.FromMinutes(1));
        podio.MoveClock(TimeSpan.FromMinutes(-2));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(-1), podio.Now);
    }

    [Fact]
    public void The_clock_stops_at_the_ends_of_time()
    {
        var podio = _podio.Podio;
        podio.MoveClock(TimeSpan.MaxValue);
        Assert.Equal(DateTimeOffset.MaxValue, podio.Now);
        podio.MoveClock(TimeSpan.MinValue);
        podio.MoveClock(TimeSpan.MinValue);
        Assert.Equal(DateTimeOffset.MinValue, podio.Now);
        podio.SetClock(DateTimeOffset.MaxValue);
        Assert.Equal(200, _podio.ByApp().Status);
    }

    [Fact]
    public void Moving_the_clock_makes_tokens_expire_and_dates_replies()
    {
        var token = _podio.ByPassword();
        _podio.Podio.MoveClock(TimeSpan.FromDays(28));
        var reply = _podio.Refresh(Reply.RefreshToken(token));
        Assert.Equal("oauth.grant.expired", Reply.Detail(reply));
        Assert.Equal("Tue, 08 Sep 2026 09:15:00 GMT", reply.RevealHeader("Date"));
    }

    [Fact]
    public void Requests_are_remembered_with_names_and_values_but_no_secret()
    {
        _podio.ByPassword();
        _podio.ByCode(redirectUri: "https://app.example.com/wrong");
        _podio.ByApp(WireFormat.Json);
        _podio.Refresh("hunter2");
        var all = _podio.Podio.Requests.Select(Show);
        Assert.Equal(
            [
                "POST /oauth/token 200: grant_type=password username=jane@example.com password=[redacted] client_id=my-client "
                    + "client_secret=[redacted]",
                "POST /oauth/token 400: grant_type=authorization_code code=[redacted] redirect_uri=https://app.example.com/wrong "
                    + "client_id=my-client client_secret=[redacted]",
                "POST /oauth/token/v2 200: grant_type=app app_id=654321 app_token=[redacted] client_id=my-client client_secret=[redacted]",
                "POST /oauth/token 400: grant_type=refresh_token refresh_token=[redacted] client_id=my-client client_secret=[redacted]",
            ],
            all);
        Assert.All(_podio.Podio.Requests, seen => Assert.Equal(TestPodio.Start, seen.At));
        _podio.Podio.ForgetRequests();
        Assert.Empty(_podio.Podio.Requests);
    }

    [Fact]
    public void The_other_operations_are_remembered_too_and_strangers_text_is_not()
    {
        var podio = _podio.Podio;
        podio.Handle(Request.Literal("/mfa/verify", "application/json", """{"nonce":"hunter2","recoveryCode":"hunter2"}"""));
        podio.Handle(new ReceivedRequest("GET", "/oauth/authorize", null, null, default) { Query = "client_id=my-client&state=hunter2" });
        podio.Handle(new ReceivedRequest("GET", "/oauth/scope", null, "OAuth2 hunter2", default));
        podio.Handle(new ReceivedRequest("HUNTER2", "/hunter2", "hunter2", null, default) { Query = "hunter2" });
        podio.Handle(Request.Form("grant_type=hunter2&client_id=a&client_id=b&password=%zz"));
        Assert.Equal(
            [
                "POST /mfa/verify 400: nonce=[redacted] recoveryCode=[redacted]",
                "GET /oauth/authorize 400: client_id=my-client response_type=code state=[redacted]",
                "GET /oauth/scope 401: Authorization=[redacted]",
                "(unknown) (unknown) 404: ",
                "POST /oauth/token 400: client_id=Duplicate password=MalformedEscape",
            ],
            podio.Requests.Select(Show));
    }

    // Found by reflection, so that this includes every new operation.
    [Fact]
    public void The_path_of_every_operation_is_remembered()
    {
        string[] paths =
        [
            .. typeof(PodioServer).Assembly.GetTypes()
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
                .Where(field => field.IsLiteral && field.Name.EndsWith("Path", StringComparison.Ordinal))
                .Select(field => (string)field.GetRawConstantValue()!),
        ];
        Assert.Contains("/user/status", paths);
        Array.ForEach(paths, path => _podio.Podio.Handle(new ReceivedRequest("GET", path, null, null, default)));
        Assert.Equal(paths, _podio.Podio.Requests.Select(seen => seen.Path));
    }

    [Fact]
    public async Task A_request_that_triggered_a_fault_names_it()
    {
        _podio.Podio.Update(state => state.Arm(Fault.Refuse).Arm(Fault.RateLimit(null)).Arm(Fault.DropReply));
        var request = new TokenRequest(new ClientCredentials("my-client", "client+secret"), Grant.App(TestPodio.AppId, "0123456789abcdef"));
        for (var time = 0; time < 4; time++)
        {
            await _podio.Podio.Transport.RequestTokenAsync(request);
        }

        Assert.Equal(
            ["POST /oauth/token 502 (Refuse)", "POST /oauth/token 420 (RateLimit)", "POST /oauth/token 200 (Cut)", "POST /oauth/token 200"],
            _podio.Podio.Requests.Select(seen => seen.ToString()));
    }

    [Fact]
    public void The_newest_thousand_are_kept()
    {
        _podio.ByPassword();
        for (var time = 0; time < 1000; time++)
        {
            _podio.Podio.Handle(Request.Form(""));
        }

        Assert.Equal(1000, _podio.Podio.Requests.Count);
        Assert.DoesNotContain(_podio.Podio.Requests, seen => seen.Status == 200);
    }

    [Fact]
    public void Revoking_ends_the_grants_of_a_token_of_a_user_or_all()
    {
        var (one, two, app) = (_podio.ByPassword(), _podio.ByPassword(), _podio.ByApp());
        _podio.Podio.Update(state => state.Revoke(Reply.RefreshToken(one)));
        Assert.Equal(
            [TokenReference.None, TokenReference.User(123), TokenReference.App(654321)],
            new[] { one, two, app }.Select(_podio.ReferenceOf));
        _podio.Podio.Update(state => state.Revoke(TokenReference.User(123)));
        Assert.Equal(
            [TokenReference.None, TokenReference.None, TokenReference.App(654321)], new[] { one, two, app }.Select(_podio.ReferenceOf));
        _podio.Podio.Update(state => state.RevokeAll());
        Assert.Equal(TokenReference.None, _podio.ReferenceOf(app));
        var before = _podio.Podio.State;
        Assert.Same(before, before.Revoke(new Secret("unknown")));
        Assert.Same(before, before.Revoke(Reply.AccessToken(one)));
    }

    private static string Show(SeenRequest seen) =>
        $"{seen}: {string.Join(' ', seen.Fields.Select(field => $"{field.Key}={field.Value}"))}";
}
