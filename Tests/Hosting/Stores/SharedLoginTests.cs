using System.Diagnostics;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>The example as a user runs it: two copies, one request.</summary>
[Collection(SharedServer.Collection)]
public sealed class SharedLoginTests(SharedServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace(
            Path.Combine("Tests", "Hosting", "bin"), Path.Combine("Examples", "SharedLogin", "bin"), StringComparison.Ordinal),
        "SharedLogin.dll");

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

    private static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        await error;
        return (process.ExitCode, output);
    }
}
