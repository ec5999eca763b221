namespace PodioOAuth.Functional.PodioToken.Tests.Serving;

/// <summary><c>serve</c> as others meet it: by curl, its replies held against what PODIO.md has on record.</summary>
public sealed class CurlTests
{
    private static readonly (string, string)[] Client =
        [("client_id", SamplePodio.Client.ClientId), ("client_secret", SamplePodio.Client.ClientSecret.Reveal())];

    private static readonly (string, string)[] AsApp =
        [("grant_type", "app"), ("app_id", $"{SamplePodio.AppId}"), ("app_token", SamplePodio.AppToken.Reveal()), .. Client];

    private static readonly (string, string)[] AsUser =
        [("grant_type", "password"), ("username", SamplePodio.Username), ("password", SamplePodio.Password.Reveal()), .. Client];

    [SkippableTheory, InlineData(false), InlineData(true)]
    public async Task Four_grants_get_their_tokens(bool isJson)
    {
        using var served = await ServeAsync();
        var curl = served.Curl;
        (string, string)[] code =
        [
            ("grant_type", "authorization_code"),
            ("code", served.Value("PODIO_CODE")),
            ("redirect_uri", served.Value("PODIO_REDIRECT_URI")),
            .. Client,
        ];
        var user = await AskAsync(curl, isJson, AsUser);
        var app = await AskAsync(curl, isJson, AsApp);
        CurlReply[] replies =
            [user, app, await AskAsync(curl, isJson, code), await AskAsync(curl, isJson, Refreshing(user))];
        Assert.All(replies, reply =>
        {
            Assert.Equal(200, reply.Status);
            var type = PodioPaper.Says("3.12", "application/json; charset=utf-8");
            Assert.Contains($"\nContent-Type: {type}\n", reply.Head, StringComparison.Ordinal);
            Assert.Equal(PodioPaper.Says("3.3", "bearer"), reply.Text("token_type"));
            Assert.Contains(PodioPaper.Says("3.1", "\"expires_in\":28800"), reply.Body, StringComparison.Ordinal);
        });
        Assert.Equal(
            ["access_token", "expires_in", "token_type", "scope", "ref", "refresh_token"],
            user.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"type":"user","id":2043311}""", user.Json.GetProperty("ref").GetRawText());
        Assert.Equal("""{"type":"app","id":654321}""", app.Json.GetProperty("ref").GetRawText());
        Assert.Equal("global:all", user.Text("scope"));
        Assert.Equal("""{"scope":"global:all"}""", (await curl.CallAsync("oauth/scope", replies[3].Text("access_token"))).Body);

        var again = await AskAsync(curl, isJson, code);
        Assert.Equal((400, "invalid_grant"), (again.Status, again.Text("error")));
    }

    [SkippableFact]
    public async Task Each_endpoint_takes_its_own_format_alone()
    {
        using var served = await ServeAsync();
        var form = await served.Curl.FormAsync("oauth/token/v2", AsApp);
        Assert.Equal((400, "invalid_value"), (form.Status, form.Text("error")));
        Assert.Equal(PodioPaper.Says("1.3", "Invalid value null (null): must be object"), form.Text("error_description"));
        var json = await served.Curl.JsonAsync("POST", "oauth/token", JsonOf(AsApp));
        Assert.Equal((400, "invalid_client"), (json.Status, json.Text("error")));
        Assert.Equal(PodioPaper.Says("1.3", "Missing parameter client_id"), json.Text("error_description"));
    }

    [SkippableFact]
    public async Task Refusals_read_as_Podios_do()
    {
        using var served = await ServeAsync();
        var client = await served.Curl.FormAsync("oauth/token", [("client_id", "bogus"), ("client_secret", "bogus"), .. AsApp[..3]]);
        Assert.Equal((400, "invalid_client"), (client.Status, client.Text("error")));
        Assert.Equal(PodioPaper.Says("4.4", "oauth.client.invalid_id"), client.Text("error_detail"));
        Assert.Equal(PodioPaper.Says("4.4", "Sorry, you've supplied an invalid client id."), client.Text("error_description"));

        var password = await served.Curl.FormAsync(
            "oauth/token", [("grant_type", "password"), ("username", SamplePodio.Username), ("password", "wrong"), .. Client]);
        Assert.Equal((400, PodioPaper.Says("4.4", "user.invalid.password")), (password.Status, password.Text("error_detail")));
        Assert.All([client, password], reply => Assert.Equal(
            ["error", "error_description", "error_detail", "error_parameters", "error_propagate", "request"],
            reply.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)));
    }

    [SkippableFact]
    public async Task When_the_clock_moves_the_token_ends_and_is_refreshed()
    {
        using var served = await ServeAsync();
        var curl = served.Curl;
        var first = await curl.FormAsync("oauth/token", AsUser);
        Assert.Equal(200, (await curl.JsonAsync("PUT", "_control/clock", """{"move_seconds":28801}""")).Status);
        await AssertRefusedAsync(curl, first);
        var second = await curl.FormAsync("oauth/token", Refreshing(first));
        Assert.Equal(200, (await curl.CallAsync("oauth/scope", second.Text("access_token"))).Status);
        var spent = await curl.FormAsync("oauth/token", Refreshing(first));
        Assert.Equal((400, PodioPaper.Says("4.4", "invalid_grant")), (spent.Status, spent.Text("error")));
    }

    [SkippableFact]
    public async Task What_was_revoked_reads_as_if_it_had_expired()
    {
        using var served = await ServeAsync();
        var curl = served.Curl;
        var token = await curl.FormAsync("oauth/token", AsApp);
        Assert.Equal(204, (await curl.JsonAsync("POST", "_control/revoke", $$"""{"app_id":{{SamplePodio.AppId}}}""")).Status);
        await AssertRefusedAsync(curl, token);
        var refreshed = await curl.FormAsync("oauth/token", Refreshing(token));
        Assert.Equal((400, "invalid_grant"), (refreshed.Status, refreshed.Text("error")));
    }

    [SkippableFact]
    public async Task The_rate_limit_is_420_and_says_how_long()
    {
        using var served = await ServeAsync();
        Assert.Equal(204, (await served.Curl.JsonAsync("POST", "_control/faults", """{"fault":"rate_limit","seconds":300}""")).Status);
        var limited = await served.Curl.FormAsync("oauth/token", AsApp);
        Assert.Equal((420, PodioPaper.Says("4.8", "rate_limit")), (limited.Status, limited.Text("error")));
        Assert.Equal(
            PodioPaper.Says("4.8", "You have hit the rate limit. Please wait 300 seconds before trying again"),
            limited.Text("error_description"));
        Assert.DoesNotContain("Retry-After", limited.Head, StringComparison.OrdinalIgnoreCase); // PODIO 4.9
        Assert.Equal(200, (await served.Curl.FormAsync("oauth/token", AsApp)).Status);
    }

    [SkippableFact]
    public async Task A_second_factor_is_requested_and_verified()
    {
        using var served = await ServeAsync();
        var curl = served.Curl;
        const string User = """{"user_id":7,"username":"joe@example.com","password":"made up","one_time_code":"012345"}""";
        Assert.Equal(204, (await curl.JsonAsync("POST", "_control/users", User)).Status);
        var challenge = await curl.FormAsync(
            "oauth/token", [("grant_type", "password"), ("username", "joe@example.com"), ("password", "made up"), .. Client]);
        Assert.Equal(200, challenge.Status);
        Assert.Equal([PodioPaper.Says("3.8", "server_nonce")], challenge.Json.EnumerateObject().Select(member => member.Name));

        var path = PodioPaper.Says("3.8", "/mfa/verify")[1..];
        var nonce = challenge.Text("server_nonce");
        var wrong = await curl.JsonAsync("POST", path, $$"""{"nonce":"{{nonce}}","otp":"999999"}""");
        Assert.Equal((400, PodioPaper.Says("3.8", "invalid_second_factor")), (wrong.Status, wrong.Text("error")));
        var right = await curl.JsonAsync("POST", path, $$"""{"nonce":"{{nonce}}","otp":"012345"}""");
        Assert.Equal((200, 7), (right.Status, right.Json.GetProperty("ref").GetProperty("id").GetInt32()));
    }

    [SkippableFact]
    public async Task For_programs_it_prints_one_object_and_warns_all_the_same()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var process = ToolProcess.Start(new Dictionary<string, string>(), "serve", "--json");
        var printed = JsonElement.Parse(await process.ReadLineAsync());
        Assert.Equal("serving", printed.GetProperty("outcome").GetString());
        Assert.Equal(SamplePodio.Client.ClientId, printed.GetProperty("PODIO_CLIENT_ID").GetString());
        await process.SignalAsync("INT");
        var run = await process.EndAsync();
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("podio-token: This is NOT Podio", run.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Serve_prints_the_next_command_and_each_request()
    {
        Curl.SkipWithout();
        var served = await ServeAsync();
        using (served)
        {
            Assert.Equal(200, (await served.Curl.FormAsync("oauth/token", AsApp)).Status);
            Assert.Equal(404, (await served.Curl.CallAsync("nowhere?code=made-up", "made-up-token")).Status);
            var run = await served.StopAsync("INT");
            var command = $"PODIO_URL='{served.Value("PODIO_URL")}' PODIO_CLIENT_ID='{SamplePodio.Client.ClientId}' ";
            Assert.Contains($"\n  {command}", run.Error, StringComparison.Ordinal);
            Assert.Matches(@"(?m)^  PODIO_URL=.* podio-token login --profile local$", run.Error);
            Assert.EndsWith("\nPOST /oauth/token 200\nGET /nowhere 404\n", run.Error, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task A_browser_sees_a_start_page()
    {
        using var served = await ServeAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, served.Value("PODIO_URL"));
        request.Headers.Add("Accept", "text/html");
        var reply = await client.SendAsync(request);
        var page = await reply.Content.ReadAsStringAsync();
        Assert.Equal((200, "text/html"), ((int)reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        Assert.Contains("Local stand-in, not Podio.", page, StringComparison.Ordinal);
        Assert.Contains(served.Value("PODIO_URL"), page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(404, (await served.Curl.CallAsync("", "made-up-token")).Status); // A program is answered as Podio does.
    }

    private static async Task<ServedPodio> ServeAsync()
    {
        Curl.SkipWithout();
        return await ServedPodio.StartAsync();
    }

    private static (string, string)[] Refreshing(CurlReply granted) =>
        [("grant_type", "refresh_token"), ("refresh_token", granted.Text("refresh_token")), .. Client];

    private static Task<CurlReply> AskAsync(Curl curl, bool isJson, params (string Name, string Value)[] fields) =>
        isJson ? curl.JsonAsync("POST", "oauth/token/v2", JsonOf(fields)) : curl.FormAsync("oauth/token", fields);

    private static string JsonOf((string Name, string Value)[] fields) =>
        JsonSerializer.Serialize(fields.ToDictionary(field => field.Name, field => field.Value));

    // Whether a token has ended, was revoked or never was: Podio's words are the same.
    private static async Task AssertRefusedAsync(Curl curl, CurlReply granted)
    {
        var refused = await curl.CallAsync("oauth/scope", granted.Text("access_token"));
        Assert.Equal((401, "unauthorized", "expired_token"), (refused.Status, refused.Text("error"), refused.Text("error_description")));
        var challenge = PodioPaper.Says("4.12", "WWW-Authenticate: Bearer realm=\"podio\", error=\"expired_token\"");
        Assert.Contains(challenge, refused.Head, StringComparison.Ordinal);
    }
}
