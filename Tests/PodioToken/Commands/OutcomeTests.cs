namespace PodioOAuth.Functional.PodioToken.Tests.Commands;

/// <summary>Every way that an exchange can end: its exit code, its object, its sentence.</summary>
public sealed class OutcomeTests
{
    private const string Nonce = "made-up-server-nonce-0123456789";

    /// <summary>Exit code, reply, the object, words of the sentence.</summary>
    public static TheoryData<int, HttpReply, string, string> Replies => new()
    {
        {
            12, Server.Json(400, """{"error":"invalid_grant","error_detail":"user.invalid.password"}"""),
            """{"outcome":"rejected","code":"invalid_grant","detail":"user.invalid.password","wait_seconds":null,"retry":"useless"}""",
            "invalid_grant"
        },
        {
            13, Server.Json(420, """{"error":"rate_limit","error_description":"Please wait 300 seconds before trying again"}"""),
            """{"outcome":"rate_limited","code":null,"detail":null,"wait_seconds":300,"retry":"safe"}""", "after 300 seconds"
        },
        {
            14, Server.Json(200, $$"""{"server_nonce":"{{Nonce}}"}"""),
            """{"outcome":"second_factor","code":null,"detail":null,"wait_seconds":null,"retry":"useless"}""", "one-time code"
        },
        {
            15, new HttpReply(503, "text/html", "<html>"u8.ToArray()) { RetryAfter = ["120"] },
            """{"outcome":"unavailable","code":null,"detail":null,"wait_seconds":120,"retry":"ambiguous"}""", "may repeat the request"
        },
        {
            16, Server.Json(200, """{"access_token":17}"""),
            """{"outcome":"malformed","code":"wrong_type","detail":"$.access_token","wait_seconds":null,"retry":"ambiguous"}""",
            "wrong type"
        },
    };

    [Theory, MemberData(nameof(Replies))]
    public async Task An_error_of_the_servers_has_its_code_object_and_sentence(int exitCode, HttpReply reply, string json, string words)
    {
        await using var server = await Server.StartAsync(reply);
        var environment = Account.At(server.Address);
        var nonce = LeakSearch.For("server_nonce", Nonce);

        var forPrograms = (await ToolRun.OfAsync(environment, "password", "--json")).WithoutLeaks(nonce);
        Assert.Equal((exitCode, ""), (forPrograms.ExitCode, forPrograms.Error));
        AssertTold(json, forPrograms);

        var forPeople = (await ToolRun.OfAsync(environment, "password")).WithoutLeaks(nonce);
        Assert.Equal((exitCode, ""), (forPeople.ExitCode, forPeople.Output));
        Assert.StartsWith("podio-token: ", forPeople.Error, StringComparison.Ordinal);
        Assert.Contains(words, forPeople.Error, StringComparison.Ordinal);
        Assert.Equal(2, server.Paths.Count); // Nothing is sent twice.
    }

    [Fact]
    public async Task A_port_without_a_listener_is_unreachable()
    {
        var server = await Server.SampleAsync();
        await server.DisposeAsync();
        foreach (var transport in new[] { "httpclient", "flurl" })
        {
            var run = await ToolRun.OfAsync(Account.At(server.Address), "app", "--json", "--transport", transport);
            Assert.Equal(11, run.ExitCode);
            AssertTold(
                """{"outcome":"unreachable","code":"connection_refused","detail":"not_processed","wait_seconds":null,"retry":"safe"}""",
                run);
            var message = Member(run, "message").GetString();
            Assert.StartsWith($"{server.Address.Authority} couldn't be reached: ", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("PODIO_APP_ID", "4711x", "app_id out_of_range")]
    [InlineData("PODIO_APP_ID", "abc", "app_id out_of_range")]
    [InlineData("PODIO_APP_ID", "-1", "app_id out_of_range")]
    [InlineData("PODIO_APP_TOKEN", "line\nbreak", "app_token invalid_character")]
    [InlineData("PODIO_URL", "http://podio.example.com", "api insecure")]
    [InlineData("PODIO_URL", "", "api empty")]
    public async Task An_invalid_value_is_invalid_input_and_nothing_is_sent(string name, string value, string detail)
    {
        await using var server = await Server.SampleAsync();
        var environment = Account.At(server.Address).With(name, value);
        var forPrograms = await ToolRun.OfAsync(environment, "app", "--json");
        AssertTold(
            $$"""{"outcome":"invalid_input","code":null,"detail":"{{detail}}","wait_seconds":null,"retry":"useless"}""", forPrograms);
        Assert.Equal((10, ""), (forPrograms.ExitCode, forPrograms.Error));

        var forPeople = await ToolRun.OfAsync(environment, "app");
        Assert.StartsWith($"podio-token: Nothing was sent. {name}: ", forPeople.Error, StringComparison.Ordinal);
        Assert.Equal((10, ""), (forPeople.ExitCode, forPeople.Output));
        Assert.Empty(server.Paths);
    }

    [Theory, InlineData("app"), InlineData("login", "--grant", "app")]
    public async Task An_app_id_of_letters_is_not_a_number_and_is_not_quoted(params string[] args)
    {
        await using var server = await Server.SampleAsync();
        using var folder = new TemporaryFolder();
        var environment = Account.At(server.Address).With("PODIO_APP_ID", "made-up-app-token")
            .With("PODIO_TOKEN_HOME", folder.Path).With("PODIO_TOKEN_STORE", "encrypted");
        var run = await ToolRun.OfAsync(environment, args);
        Assert.Equal((10, ""), (run.ExitCode, run.Output));
        Assert.Contains("PODIO_APP_ID: It isn't a number.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("made-up-app-token", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Paths);
    }

    [Fact]
    public async Task The_advice_is_that_for_the_grant()
    {
        await using var server = await Server.StartAsync(Server.Json(420, """{"error_description":"wait 300 seconds"}"""));
        var run = await ToolRun.OfAsync(Account.At(server.Address), "code", "--json");
        Assert.Equal((300, "useless"), (Member(run, "wait_seconds").GetInt32(), Member(run, "retry").GetString()));
    }

    [Fact]
    public async Task A_token_that_says_little_is_a_token()
    {
        await using var server = await Server.StartAsync(Server.Json(200, $$"""{"access_token":"{{Server.AccessToken}}"}"""));
        var forPrograms = await ToolRun.OfAsync(Account.At(server.Address), "app", "--json");
        Assert.Equal(
            new ToolRun(0, """{"outcome":"token","ref":null,"expires_in":null,"scope":null,"refreshable":false}""" + "\n", ""),
            forPrograms);
        var forPeople = await ToolRun.OfAsync(Account.At(server.Address), "app");
        Assert.Matches("Reference +not stated\nLifetime +not stated\nScope +not stated\nRefreshable +no\n", forPeople.Output);
    }

    [Fact]
    public async Task Server_text_does_not_control_the_terminal_and_is_not_markup()
    {
        const string Hostile = """\u001b[2J[red]x[/] [nope \u202e\n\u0007""";
        var reply = $$"""
            {"access_token":"{{Server.AccessToken}}","ref":{"type":"[bold]\u001b","id":"{{Hostile}}"},"scope":"{{Hostile}}"}
            """;
        await using var server = await Server.StartAsync(Server.Json(200, reply));
        foreach (var args in new string[][] { ["app"], ["app", "--json"] })
        {
            var run = await ToolRun.OfAsync(Account.At(server.Address), args);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Contains("[red]x[/] [nope", run.Output, StringComparison.Ordinal);
            Assert.Equal(args.Length == 1 ? 5 : 1, run.Output.Count(c => c == '\n'));
            Assert.DoesNotContain(run.Output, c => c is '\u001b' or '\u202e' or '\u0007');
        }
    }

    [Fact]
    public async Task A_server_that_quotes_every_secret_gets_none_printed()
    {
        await using var server = await Server.StartAsync(request =>
        {
            var quoted = JsonSerializer.Serialize(System.Text.Encoding.UTF8.GetString(request.AsMemory().Span));
            var secret = JsonSerializer.Serialize(SamplePodio.AppToken.Reveal());
            var body = $$"""{"error":{{secret}},"error_detail":{{secret}},"error_description":{{quoted}},"request":{{quoted}}}""";
            return Server.Json(400, body);
        });
        foreach (var format in new[] { "form", "json" })
        {
            Assert.Equal(12, (await ToolRun.OfAsync(Account.At(server.Address), "app", "--format", format)).ExitCode);
            Assert.Equal(12, (await ToolRun.OfAsync(Account.At(server.Address), "app", "--json", "--format", format)).ExitCode);
        }
    }

    // The object, and a sentence besides.
    private static void AssertTold(string json, ToolRun run)
    {
        var told = JsonNode.Parse(run.Output)!.AsObject();
        Assert.NotEqual("", told["message"]!.GetValue<string>());
        told.Remove("message");
        Assert.Equal(json, told.ToJsonString());
        Assert.EndsWith("}\n", run.Output, StringComparison.Ordinal);
    }

    private static JsonElement Member(ToolRun run, string name) => JsonElement.Parse(run.Output).GetProperty(name);
}
