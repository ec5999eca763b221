using System.Reflection;
using PodioToken.Settings;

namespace PodioOAuth.Functional.PodioToken.Tests.Commands;

/// <summary>Each grant's command against a local Podio, over each transport, in each format.</summary>
public sealed class GrantTests
{
    private const string OfUser =
        """{"outcome":"token","ref":{"type":"user","id":2043311},"expires_in":28800,"scope":"global:all","refreshable":true}""";

    private const string OfApp =
        """{"outcome":"token","ref":{"type":"app","id":654321},"expires_in":28800,"scope":null,"refreshable":true}""";

    [Theory]
    [InlineData("httpclient", "form"), InlineData("httpclient", "json"), InlineData("flurl", "form"), InlineData("flurl", "json")]
    public async Task Every_grant_gets_its_token(string transport, string format)
    {
        await using var podio = await Server.SampleAsync();
        using var folder = new TemporaryFolder();
        var environment = Account.At(podio.Address);
        string[] way = ["--transport", transport, "--format", format, "--json"];

        Assert.Equal(new ToolRun(0, OfUser + "\n", ""), await RunAsync(environment, ["password", .. way, "--save", folder["token.json"]]));
        Assert.Equal(new ToolRun(0, OfApp + "\n", ""), await RunAsync(environment, ["app", .. way]));
        Assert.Equal(new ToolRun(0, OfUser + "\n", ""), await RunAsync(environment, ["code", .. way]));

        var refreshToken = ReadSaved(folder, "refresh_token");
        var renewal = environment.With("PODIO_REFRESH_TOKEN", refreshToken);
        Assert.Equal(new ToolRun(0, OfUser + "\n", ""), await RunAsync(renewal, ["refresh", .. way, "--save", folder["token.json"]]));
        Assert.NotEqual(refreshToken, ReadSaved(folder, "refresh_token")); // The local Podio rotates (PODIO 7.1).
        Assert.Equal(Enumerable.Repeat(format == "json" ? "/oauth/token/v2" : "/oauth/token", 4), podio.Paths);
    }

    [Theory, InlineData("httpclient", "PodioOAuth.Functional.HttpClient"), InlineData("flurl", "PodioOAuth.Functional.Flurl")]
    public void Each_transport_is_the_one_that_was_named(string name, string assembly)
    {
        using var connection = Connection.Open(Enum.Parse<TransportKind>(name, ignoreCase: true), PodioEndpoint.Default);
        var parts = connection.Transport.Target!;
        var functions = parts.GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(field => field.GetValue(parts))
            .OfType<Delegate>();
        Assert.All(functions, function => Assert.Equal(assembly, function.Method.Module.Assembly.GetName().Name));
        Assert.NotEmpty(functions);
    }

    [Fact]
    public async Task A_person_sees_reference_lifetime_and_scope()
    {
        await using var podio = await Server.SampleAsync();
        var run = await RunAsync(Account.At(podio.Address), "password");
        Assert.Equal(
            """
            Reference    user 2043311
            Lifetime     28800 seconds (08:00:00)
            Scope        global:all
            Refreshable  yes
            Saved to     nowhere (--save FILE)

            """,
            run.Output);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task By_default_a_form_goes_out()
    {
        await using var podio = await Server.SampleAsync();
        await RunAsync(Account.At(podio.Address), "app");
        Assert.Equal(["/oauth/token"], podio.Paths);
    }

    [Fact]
    public async Task A_code_without_redirect_URI_sends_none()
    {
        var body = "";
        await using var podio = await Server.StartAsync(request =>
        {
            body = System.Text.Encoding.UTF8.GetString(request.AsMemory().Span);
            return Server.Granted();
        });
        var run = await RunAsync(Account.At(podio.Address).With("PODIO_REDIRECT_URI", null), "code");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("grant_type=authorization_code", body, StringComparison.Ordinal);
        Assert.DoesNotContain("redirect_uri", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_path_is_kept()
    {
        await using var podio = await Server.StartAsync(Server.Granted());
        await RunAsync(Account.At(new Uri(podio.Address, "podio")), "app");
        Assert.Equal(["/podio/oauth/token"], podio.Paths);
    }

    private static async Task<ToolRun> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        (await ToolRun.OfAsync(environment, args)).WithoutLeaks(Server.Tokens);

    private static string ReadSaved(TemporaryFolder folder, string member)
    {
        using var saved = JsonDocument.Parse(File.ReadAllBytes(folder["token.json"]));
        return saved.RootElement.GetProperty(member).GetString()!;
    }
}
