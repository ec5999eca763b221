using System.ComponentModel;
using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.Repository.Tests.Pages;

/// <summary>The curl lines of the control plane's page, run as a reader runs them.</summary>
public sealed class ControlPlaneScriptTests
{
    private const string Printed =
        """
        A token, and then Podio is down for two requests:
        200
        503
        503
        200
        The rate limit, with a wait of 300 seconds:
        420
        Carried out, and the reply is lost:
        000
        One request in five minutes, until the clock moves:
        200
        420
        {"now":"2030-01-01T00:00:00+00:00"}
        200
        Somebody new, a code for them, and every grant ended:
        43
        The newest request that was seen, its secrets redacted:
        "at":"2030-01-01T00:00:00+00:00","method":"POST","path":"/oauth/token","fields":"grant_type":"app","app_id":"654321",
        """;

    private const string Script = "Examples/Scripts/control-plane.sh";

    [Fact]
    public void The_page_quotes_the_script() => Assert.Equal(
        Checkout.Read(Script),
        Page.Read("Transports/LocalPodio/CONTROL.md").Blocks.Single(block => block.Language == "sh").Text);

    [SkippableFact]
    public async Task The_script_prints_what_its_words_promise()
    {
        Skip.IfNot(await HasAsync("curl"), "curl is not installed.");
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UnixEpoch), new FakeTimeProvider(DateTimeOffset.UnixEpoch));
        await using var server = await LocalPodio.StartAsync(podio);
        var run = await ProcessRun.OfAsync("sh", [Path.Combine(Checkout.Root, Script)], start =>
        {
            start.Environment["PODIO_URL"] = server.Address.AbsoluteUri;
            start.Environment["PODIO_CLIENT_ID"] = SamplePodio.Client.ClientId;
            start.Environment["PODIO_CLIENT_SECRET"] = SamplePodio.Client.ClientSecret.Reveal();
            start.Environment["PODIO_APP_ID"] = $"{SamplePodio.AppId}";
            start.Environment["PODIO_APP_TOKEN"] = SamplePodio.AppToken.Reveal();
        });
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(Printed.ReplaceLineEndings("\n"), run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(SamplePodio.AppToken.Reveal(), run.Output, StringComparison.Ordinal);
    }

    private static async Task<bool> HasAsync(string program)
    {
        try
        {
            return (await ProcessRun.OfAsync(program, ["--version"])).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
