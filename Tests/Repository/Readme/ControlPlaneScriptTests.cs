using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.Repository.Tests.Readme;

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

    [SkippableFact]
    public async Task The_script_prints_what_its_words_promise()
    {
        Skip.IfNot(await HasAsync("curl"), "curl is not installed.");
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UnixEpoch), new FakeTimeProvider(DateTimeOffset.UnixEpoch));
        await using var server = await LocalPodio.StartAsync(podio);
        var start = new ProcessStartInfo("sh", [Path.Combine(Checkout.Root, "Examples", "Scripts", "control-plane.sh")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PODIO_URL"] = server.Address.AbsoluteUri,
                ["PODIO_CLIENT_ID"] = SamplePodio.Client.ClientId,
                ["PODIO_CLIENT_SECRET"] = SamplePodio.Client.ClientSecret.Reveal(),
                ["PODIO_APP_ID"] = SamplePodio.AppId.ToString(CultureInfo.InvariantCulture),
                ["PODIO_APP_TOKEN"] = SamplePodio.AppToken.Reveal(),
            },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", await error);
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith(Printed.ReplaceLineEndings("\n"), output, StringComparison.Ordinal);
        Assert.DoesNotContain(SamplePodio.AppToken.Reveal(), output, StringComparison.Ordinal);
    }

    private static async Task<bool> HasAsync(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
