namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>The example as a user runs it: two copies, one request.</summary>
[Collection(SharedServer.Collection)]
public sealed class SharedLoginTests(SharedServer server)
{
    // In ms, as in SharedRedis: on a busy machine every server is slow.
    private const string Patient = "connectTimeout=60000,syncTimeout=60000,asyncTimeout=60000";

    [SkippableFact]
    public async Task One_copy_sends_the_request_and_the_other_finds_its_token()
    {
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
        await using var local = await LocalPodio.StartAsync(podio);
        string[] arguments = ["--redis", $"{server.Address},{Patient}", "--podio", local.Address.AbsoluteUri];
        var runs = await Task.WhenAll(RunAsync(arguments), RunAsync(arguments));
        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
        var asked = Assert.Single(runs, run => run.Output.Contains("\nRequested from Podio: a token", StringComparison.Ordinal));
        var found = Assert.Single(runs, run => run.Output.Contains("\nFound in Redis: a token", StringComparison.Ordinal));
        Assert.Equal(EndOf(asked.Output), EndOf(found.Output));
        Assert.Single(podio.Requests);
    }

    [Theory]
    [InlineData(2, "Two copies of this program share one login in Redis")]
    [InlineData(2, "--podio must be the address of a Podio", "--redis", "127.0.0.1:1", "--podio", "foo")]
    [InlineData(1, "No Redis server at 127.0.0.1:1.", "--redis", "127.0.0.1:1", "--podio", "http://127.0.0.1:1")]
    [InlineData(1, "No Redis server at 127.0.0.1:port.", "--redis", "127.0.0.1:port", "--podio", "http://127.0.0.1:1")]
    public async Task Without_its_servers_the_example_says_what_to_start(int code, string sentence, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Equal(code, run.ExitCode);
        Assert.StartsWith(sentence, run.Output, StringComparison.Ordinal);
        Assert.Contains("redis\n  dotnet run --project Examples/PodioToken -- serve", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    private static string EndOf(string output) => output[output.IndexOf("expires at", StringComparison.Ordinal)..];

    private static Task<(int ExitCode, string Output)> RunAsync(string[] arguments) => ExampleRun.OfAsync("SharedLogin", arguments);
}

/// <summary>An example as a user runs it.</summary>
internal static class ExampleRun
{
    internal static async Task<(int ExitCode, string Output)> OfAsync(string example, params string[] arguments)
    {
        var run = await ProcessRun.OfAsync("dotnet", [Checkout.Built($"Examples/{example}", $"{example}.dll"), .. arguments]);
        return (run.ExitCode, run.Output + run.Error);
    }
}
