using System.Text.RegularExpressions;
using PodioOAuth.Functional.InMemory.Tests.Server;

namespace PodioOAuth.Functional.InMemory.Tests.Control;

/// <summary>Who may not drive the server, and what it says to orders that make no sense: a reason, and no value.</summary>
public sealed class ControlGuardTests : IAsyncLifetime
{
    private readonly TestPodio _podio = new();
    private LocalPodio _server = null!;
    private ControlClient _control = null!;

    public static TheoryData<string, string, string, string> Senseless => new()
    {
        { "PUT", "/clock", "{}", "Specify either now or move_seconds." },
        { "PUT", "/clock", """{"now":"2027-01-01T00:00:00Z","move_seconds":1}""", "Specify either now or move_seconds." },
        { "PUT", "/clock", """{"now":"hunter2"}""", "The JSON can't be read at $.now." },
        { "PUT", "/clock", """{"move_seconds":1e300}""", "The number of seconds is out of range." },
        { "PUT", "/clock", """{"hunter2":1}""", "The JSON can't be read at $.hunter2." },
        { "PUT", "/clock", """{"move_seconds":1,"move_seconds":2}""", "The JSON can't be read at $." },
        { "PUT", "/clock", "hunter2", "The JSON can't be read at $." },
        { "PUT", "/clock", "null", "The JSON can't be read." },
        { "POST", "/revoke", "{}", "Specify exactly one of token, user_id, app_id and \"all\": true." },
        { "POST", "/revoke", """{"all":true,"user_id":1}""", "Specify exactly one of token, user_id, app_id and \"all\": true." },
        {
            "POST", "/faults", """{"fault":"hunter2"}""",
            "fault must be one of refuse, drop_reply, cut, delay, reject, rate_limit, unavailable."
        },
        { "POST", "/faults", """{"fault":null}""", "The JSON can't be read at $.fault." },
        { "POST", "/faults", """{"fault":"delay"}""", "delay requires seconds." },
        { "POST", "/faults", """{"fault":"reject"}""", "reject requires error." },
        { "POST", "/faults", """{"fault":"cut","at":"hunter2"}""", "cut requires at: before_headers, inside_headers or inside_body." },
        { "POST", "/faults", """{"fault":"refuse","seconds":1}""", "refuse doesn't take seconds." },
        { "POST", "/faults", """{"fault":"drop_reply","at":"inside_body"}""", "drop_reply doesn't take at." },
        { "POST", "/faults", """{"fault":"cut","at":"inside_body","status":500}""", "cut doesn't take status." },
        { "POST", "/faults", """{"fault":"delay","seconds":1,"carried_out":true}""", "delay doesn't take carried_out." },
        { "POST", "/faults", """{"fault":"reject","error":"e","seconds":1}""", "reject doesn't take seconds." },
        { "POST", "/faults", """{"fault":"rate_limit","status":429}""", "rate_limit doesn't take status." },
        { "POST", "/faults", """{"fault":"unavailable","error":"hunter2"}""", "unavailable doesn't take error." },
        { "POST", "/faults", """{"fault":"unavailable","detail":"hunter2"}""", "unavailable doesn't take detail." },
        { "POST", "/users", """{"user_id":1,"username":"u","password":"hunter2\n"}""", "No valid request could contain this. " },
        {
            "POST", "/users", """{"user_id":1,"username":"u","password":"p","recovery_codes":["hunter2"]}""",
            "recovery_codes requires one_time_code."
        },
        { "PATCH", "/settings", """{"token_request_limit":5}""", "The JSON can't be read at $.token_request_limit." },
        {
            "PATCH", "/settings", """{"token_request_limit":{"calls":1,"window_seconds":1,"x":1}}""",
            "The JSON can't be read at $.token_request_limit.x."
        },
        { "POST", "/codes", """{"client_id":"hunter2","user_id":123}""", "No such client is registered." },
        { "POST", "/codes", """{"client_id":"my-client","user_id":123,"scope":"hunter2"}""", "Podio has no such scope." },
        { "PUT", "/consent", """{"user_id":5}""", "No such user is registered." },
        { "PUT", "/consent", """{"deny":false}""", "Specify either user_id or \"deny\": true." },
        { "PATCH", "/settings", """{"user_call_limit":{"calls":1}}""", "Missing: 'window_seconds'." },
    };

    public async Task InitializeAsync()
    {
        _server = await LocalPodio.StartAsync(_podio.Podio);
        _control = new ControlClient(_server.Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory, MemberData(nameof(Senseless))]
    public async Task An_invalid_operation_is_refused_with_a_reason_and_changes_nothing(
        string method, string path, string json, string reason)
    {
        var before = _podio.Podio.State;
        var (status, body) = await _control.SendAsync(method, path, json);
        Assert.Equal(400, status);
        using var read = System.Text.Json.JsonDocument.Parse(body);
        Assert.StartsWith(reason, read.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Same(before, _podio.Podio.State);
        if (!json.Contains("\"hunter2\":", StringComparison.Ordinal))
        {
            Assert.DoesNotContain("hunter2", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_missing_member_is_named()
    {
        var (status, body) = await _control.SendAsync("POST", "/apps", """{"app_id":1}""");
        Assert.Equal(400, status);
        Assert.Equal("{\"error\":\"Missing: 'app_token'.\"}", Regex.Unescape(body));
    }

    [Theory]
    [InlineData("GET", "/hunter2", 404)]
    [InlineData("DELETE", "/clock", 404)]
    [InlineData("PUT", "/clock/", 404)]
    public async Task An_unknown_operation_is_not_found(string method, string path, int status) =>
        Assert.Equal(status, (await _control.SendAsync(method, path)).Status);

    [Fact]
    public async Task A_path_that_only_begins_like_the_control_plane_is_not_part_of_it() =>
        Assert.Equal("HTTP/1.1 404 Not Found", (await PlainSocket.TalkAsync(
            _server, "GET /_controls HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).Split("\r\n")[0]);

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    public async Task A_web_page_cannot_use_the_control_plane(string header, string value)
    {
        var (status, _) = await _control.SendAsync("PUT", "/clock", """{"move_seconds":1}""", headers: (header, value));
        Assert.Equal(403, status);
        Assert.Equal(403, (await _control.SendAsync("GET", "/requests", headers: (header, value))).Status);
        Assert.Equal(TestPodio.Start, _podio.Podio.Now);
    }

    [Fact]
    public async Task A_host_name_chosen_by_a_page_leads_nowhere()
    {
        var reply = await PlainSocket.TalkAsync(
            _server, "DELETE /_control/faults HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 421 ", reply, StringComparison.Ordinal);
    }

    [Theory, InlineData("text/plain"), InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_must_be_declared_as_JSON_which_a_web_form_cannot_do(string contentType)
    {
        var (status, body) = await _control.SendAsync("PUT", "/clock", """{"move_seconds":1}""", contentType);
        Assert.Equal(400, status);
        Assert.Contains("application/json", body, StringComparison.Ordinal);
        Assert.Equal(TestPodio.Start, _podio.Podio.Now);
    }

    [Fact]
    public async Task A_body_over_1_MiB_is_not_read() =>
        Assert.Equal(413, (await _control.SendAsync("PUT", "/clock", new string(' ', (1024 * 1024) + 1))).Status);

    [Fact]
    public async Task A_server_over_a_function_has_no_control_plane()
    {
        await using var server = await LocalPodio.StartAsync(_ => new HttpReply(200, null, default));
        using var client = new HttpClient();
        using var reply = await client.GetAsync(new Uri(server.Address, "_control"));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }
}
