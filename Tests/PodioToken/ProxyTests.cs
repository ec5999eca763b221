namespace PodioOAuth.Functional.PodioToken.Tests;

/// <summary>What the tool sends over plain http to loopback goes through no proxy, whatever the environment says.</summary>
public sealed class ProxyTests
{
    [SkippableTheory]
    [InlineData("http_proxy", ""), InlineData("HTTP_PROXY", "")]
    [InlineData("ALL_PROXY", ""), InlineData("http_proxy", "localhost")]
    public async Task A_request_to_loopback_bypasses_the_proxy(string variable, string noProxy)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no sh to read the lines of serve.");
        using var podio = await ServedPodio.StartAsync();
        await using var proxy = WireServer.Start(WireAnswers.Reply(502));
        var environment = EnvironmentOf(variable, proxy).With("no_proxy", noProxy);
        var runs = await Task.WhenAll(
            podio.RunAsync(environment, "app", "--json"), podio.RunAsync(environment, "password", "--transport", "flurl", "--json"));
        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(0, proxy.Connections);
    }

    [SkippableFact]
    public async Task So_does_a_login_with_all_that_it_sends_until_it_ends()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no sh to read the lines of serve.");
        using var folder = new TemporaryFolder();
        using var podio = await ServedPodio.StartAsync();
        await using var proxy = WireServer.Start(WireAnswers.Reply(502));
        var environment = EnvironmentOf("http_proxy", proxy).With("PODIO_TOKEN_HOME", folder["home"]).With("PODIO_TOKEN_STORE", "plain");
        string[][] commands = [["login", "--grant", "password"], ["whoami"], ["token", "--header"], ["doctor"], ["logout"]];
        foreach (var command in commands)
        {
            Assert.Equal((0, command[0]), ((await podio.RunAsync(environment, command)).ExitCode, command[0]));
        }

        Assert.Equal(0, proxy.Connections);
    }

    private static Dictionary<string, string> EnvironmentOf(string variable, WireServer proxy)
    {
        // Whatever the machine that runs the tests has.
        string[] others = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];
        return others.ToDictionary(name => name, _ => "").With(variable, proxy.Address.AbsoluteUri);
    }
}
