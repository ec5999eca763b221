namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>The example as a user runs it: two copies, one request.</summary>
[Collection(SharedServer.Collection)]
public sealed class SharedLoginTests(SharedServer server)
{
    [SkippableFact]
    public async Task One_copy_asks_and_the_other_finds_its_token()
    {
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
        await using var local = await LocalPodio.StartAsync(podio);
        string[] arguments = ["--redis", server.Address, "--podio", local.Address.AbsoluteUri];
        var runs = await Task.WhenAll(RunAsync(arguments), RunAsync(arguments));
        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
        var asked = Assert.Single(runs, run => run.Output.StartsWith("Asked Podio for a token", StringComparison.Ordinal));
        var found = Assert.Single(runs, run => run.Output.StartsWith("Found in Redis a token", StringComparison.Ordinal));
        Assert.Equal(EndOf(asked.Output), EndOf(found.Output));
        Assert.Single(podio.Requests);
    }

    [Fact]
    public async Task Without_its_arguments_it_says_how_to_run_it() => Assert.Equal(2, (await RunAsync([])).ExitCode);

    private static string EndOf(string output) => output[output.IndexOf("expires at", StringComparison.Ordinal)..];

    private static Task<(int ExitCode, string Output)> RunAsync(string[] arguments) => ExampleProgram.RunAsync("SharedLogin", arguments);
}
