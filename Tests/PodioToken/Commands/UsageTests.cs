namespace PodioOAuth.Functional.PodioToken.Tests.Commands;

/// <summary>Command lines and environments that do not do, and the help that says what does.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("refresh"), InlineData("app", "--save", "")]
    [InlineData("app", "--save"), InlineData("login", "--client-id", "")]
    [InlineData("login", "--client-secret-file", ""), InlineData("login", "--scope", "")]
    [InlineData("login", "--redirect-uri", ""), InlineData("app", "--transport", "1")]
    [InlineData("app", "--transport", "curl"), InlineData("app", "--format", "xml")]
    [InlineData("app", "an-argument"), InlineData("serve", "--port", "65536")]
    [InlineData("serve", "--port", "-1"), InlineData("serve", "--port", "http")]
    [InlineData("api", "item/1", "--input", ""), InlineData("doctor", "--capture", "")]
    [InlineData("client_credentials"), InlineData("@arguments")]
    public async Task An_invalid_command_line_exits_with_1_and_sends_and_prints_nothing(params string[] args)
    {
        await using var server = await Server.SampleAsync();
        var run = await ToolRun.OfAsync(Account.At(server.Address), args);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Matches("podio-token: Usage: podio-token.* --help\n$", run.Error);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Paths);
    }

    [Theory]
    [InlineData("password", "PODIO_CLIENT_ID, PODIO_CLIENT_SECRET, PODIO_USERNAME, PODIO_PASSWORD")]
    [InlineData("app", "PODIO_CLIENT_ID, PODIO_CLIENT_SECRET, PODIO_APP_ID, PODIO_APP_TOKEN")]
    [InlineData("code", "PODIO_CLIENT_ID, PODIO_CLIENT_SECRET, PODIO_CODE")]
    [InlineData("refresh", "PODIO_CLIENT_ID, PODIO_CLIENT_SECRET, PODIO_REFRESH_TOKEN")]
    public async Task Every_missing_variable_is_named_at_once(string command, string names)
    {
        using var folder = new TemporaryFolder();
        var run = await ToolRun.OfAsync(new Dictionary<string, string>(), command, "--save", folder["token.json"]);
        Assert.Equal(new ToolRun(2, "", $"podio-token: Not set in the environment: {names}.\n"), run);
        var json = await ToolRun.OfAsync(new Dictionary<string, string>(), command, "--json", "--save", folder["token.json"]);
        var told = $$"""{"outcome":"usage","message":"Not set in the environment: {{names}}."}""" + "\n";
        Assert.Equal(new ToolRun(2, told, ""), json);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task An_empty_environment_variable_counts_as_missing()
    {
        await using var server = await Server.SampleAsync();
        var run = await ToolRun.OfAsync(Account.At(server.Address).With("PODIO_PASSWORD", ""), "password");
        Assert.Equal(new ToolRun(2, "", "podio-token: Not set in the environment: PODIO_PASSWORD.\n"), run);
        Assert.Empty(server.Paths);
    }

    [Fact]
    public async Task A_port_in_use_exits_with_1()
    {
        await using var server = await Server.SampleAsync();
        var port = $"{server.Address.Port}";
        var run = await ToolRun.OfAsync(new Dictionary<string, string>(), "serve", "--port", port);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"podio-token: Can't listen on port {port}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_it_is_the_public_API()
    {
        var endpoint = global::PodioToken.Settings.EndpointSetting.Read(url: null);
        Assert.True(endpoint.Match(Right: value => value == PodioEndpoint.Default, Left: _ => false));
        var run = await ToolRun.OfAsync(new Dictionary<string, string>(), "help", "environment");
        Assert.Contains("default: https://api.podio.com", run.Output, StringComparison.Ordinal);
    }
}
