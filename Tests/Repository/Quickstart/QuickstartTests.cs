using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Repository.Tests.Quickstart;

/// <summary>The Quickstart shows what the Podio it talks to does, row by row: a program that printed its table from memory would fail
/// here.</summary>
public sealed class QuickstartTests
{
    private static readonly string[] Grants = ["password", "refresh_token", "app", "authorization_code"];

    private static readonly (string Transport, string Format, string Grant)[] Combinations =
    [
        .. from transport in new[] { "HttpClient", "Flurl" }
           from format in new[] { "Form", "Json" }
           from grant in Grants
           select (transport, format, grant),
    ];

    [Fact]
    public async Task Without_a_server_the_Quickstart_gets_sixteen_tokens_and_prints_none()
    {
        var run = await QuickstartRun.StartAsync(podio: null);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Combinations, run.Rows.Select(row => (row.Transport, row.Format, row.Grant)));
        Assert.All(run.Rows, row => Assert.True(row.HasToken, row.Outcome));
        Assert.Contains("InvalidInputError", run.Output, StringComparison.Ordinal);
        Assert.Contains("RejectedError", run.Output, StringComparison.Ordinal);
        Assert.Contains("UnreachableError", run.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9a-f]{24}", run.Output);
        Assert.DoesNotContain(SamplePodio.Password.Reveal(), run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PODIO_URL", "foo", "PODIO_URL is invalid. ")]
    [InlineData("PODIO_URL", "", "PODIO_URL is invalid. ")]
    [InlineData("PODIO_URL", "http://podio.example.com", "PODIO_URL is invalid. ")]
    [InlineData("PODIO_APP_ID", "abc", "PODIO_APP_ID isn't a number.")]
    public async Task An_error_in_the_environment_is_reported_in_a_sentence(string variable, string value, string sentence)
    {
        var run = await QuickstartRun.StartAsync(variable, value);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [SkippableTheory, InlineData("xterm", 80), InlineData("dumb", 80), InlineData("dumb", 60)]
    public async Task On_a_terminal_no_word_is_broken(string terminal, int width)
    {
        Skip.IfNot(File.Exists("/usr/bin/script"), "The terminal is made by the script of util-linux.");
        var start = new ProcessStartInfo(
            "script",
            ["--quiet", "--return", "--command", $"stty cols {width}; exec dotnet '{QuickstartRun.Program}'", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("PODIO_URL");
        start.Environment["TERM"] = terminal;
        start.Environment["SHELL"] = "/bin/sh";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        var seen = Regex.Replace(output, "\\u001b(\\[[0-9;?]*[A-Za-z]|[=>])", "").Replace("\r", "", StringComparison.Ordinal);
        Assert.All(seen.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        var piped = await QuickstartRun.StartAsync(podio: null);
        Assert.Equal(Words(piped.Output), Words(seen));

        // All but what is another each time: the port and the id of a request.
        static string[] Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !Regex.IsMatch(word, @"127\.0\.0\.1|^\w{8}\.$"))];
    }

    [Fact]
    public async Task The_Quickstart_uses_each_grant_at_the_configured_Podio()
    {
        List<string> seen = [];
        var podio = Sample();
        var run = await RunAsync(request =>
        {
            seen.Add(GrantTypeOf(request));
            return podio.Handle(request).Reply;
        });
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([.. Combinations.Select(combination => combination.Grant), "app"], seen); // And the wrong app token, at the end.
    }

    [Fact]
    public async Task If_the_server_is_unavailable_every_row_fails()
    {
        var local = await LocalPodio.StartAsync(Sample());
        var address = local.Address;
        await local.DisposeAsync();
        var run = await QuickstartRun.StartAsync(address);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(16, run.Rows.Count);
        Assert.All(run.Rows, row => Assert.Contains("refused", row.Outcome, StringComparison.Ordinal));
    }

    [Theory, InlineData("refresh_token", "app", "authorization_code"), InlineData("password")]
    public async Task A_changed_reply_changes_its_own_row(params string[] changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var podio = Sample();
        var served = Grants.ToDictionary(grant => grant, _ => 0);
        var run = await RunAsync(request =>
        {
            var grant = GrantTypeOf(request);
            var number = served[grant]++;
            return changed.Contains(grant) ? Rejection($"changed-{grant}-{number}") : podio.Handle(request).Reply;
        });

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(16, run.Rows.Count);
        Assert.All(run.Rows.Index(), row =>
        {
            // A refresh has nothing to renew when the password was refused, and shows that refusal.
            var origin = row.Item.Grant == "refresh_token" && changed.Contains("password") ? "password" : row.Item.Grant;
            Assert.Equal(!changed.Contains(origin), row.Item.HasToken);
            Assert.Equal(
                changed.Contains(origin), row.Item.Outcome.Contains($"changed-{origin}-{row.Index / 4}", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Expired_codes_fail_only_in_their_own_rows()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var podio = new InMemoryPodio(SamplePodio.State(time.GetUtcNow()), time);
        time.Advance(TimeSpan.FromMinutes(11));
        var run = await RunAsync(request => podio.Handle(request).Reply);
        Assert.NotEqual(0, run.ExitCode);
        Assert.All(run.Rows, row => Assert.Equal(row.Grant != "authorization_code", row.HasToken));
    }

    [Fact]
    public async Task Expired_refresh_tokens_fail_only_in_their_own_rows()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var state = SamplePodio.State(time.GetUtcNow());
        var podio = new InMemoryPodio(state.WithSettings(state.Settings with { RefreshTokenLifetime = TimeSpan.FromMinutes(1) }), time);
        var run = await RunAsync(request =>
        {
            time.Advance(TimeSpan.FromSeconds(GrantTypeOf(request) == "refresh_token" ? 61 : 0));
            return podio.Handle(request).Reply;
        });
        Assert.NotEqual(0, run.ExitCode);
        Assert.All(run.Rows, row => Assert.Equal(row.Grant != "refresh_token", row.HasToken));
    }

    private static async Task<QuickstartRun> RunAsync(Func<ReceivedRequest, HttpReply> handle)
    {
        await using var local = await LocalPodio.StartAsync(handle);
        return await QuickstartRun.StartAsync(local.Address);
    }

    private static InMemoryPodio Sample() => new(SamplePodio.State(DateTimeOffset.UtcNow));

    private static string GrantTypeOf(ReceivedRequest request)
    {
        var body = Encoding.UTF8.GetString(request.AsMemory().Span);
        return Grants.First(grant => body.Contains($"grant_type={grant}", StringComparison.Ordinal)
            || body.Contains($"\"grant_type\":\"{grant}\"", StringComparison.Ordinal));
    }

    private static HttpReply Rejection(string code) =>
        new(400, "application/json", Encoding.UTF8.GetBytes($$"""{"error":"{{code}}","error_description":null}"""));
}
