using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>A user's home, the tool in it, and a local Podio with the sample accounts.</summary>
internal sealed class Home : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LocalPodio _server;

    private Home(FakeTimeProvider time, InMemoryPodio podio, LocalPodio server)
    {
        (Time, Podio, _server) = (time, podio, server);
        Environment = Account.At(server.Address).With("PODIO_REDIRECT_URI", null)
            .With("PODIO_TOKEN_HOME", _folder["home"])
            .With("PODIO_TOKEN_STORE", "encrypted"); // The keychain of whoever runs the tests is not theirs.
    }

    /// <summary>The clock of both. It stands until it is moved.</summary>
    public FakeTimeProvider Time { get; }

    public InMemoryPodio Podio { get; }

    public Uri Address => _server.Address;

    /// <summary>What <c>login</c> says before all else.</summary>
    public string Announcement => $"Signing in at {Address.AbsoluteUri.TrimEnd('/')} …\n";

    /// <summary>The environment. Its client may go back to any domain.</summary>
    public Dictionary<string, string> Environment { get; set; }

    public string this[string name] => _folder[name];

    public string Logins => Path.Combine(_folder["home"], "state", "logins");

    public string Plain => Path.Combine(_folder["home"], "state", "plain");

    public string Keys => Path.Combine(_folder["home"], "data", "keys");

    public string ProfileFile(string name = "default") => Path.Combine(_folder["home"], "data", "profiles", $"{name}.json");

    /// <summary>The entry of the login, the only one with a token, in the plain store.</summary>
    public string PlainEntry => Directory.GetFiles(Plain, "*.json")
        .Single(file => File.ReadAllText(file).Contains("podio-oauth\"", StringComparison.Ordinal));

    /// <summary>Whether the plain store holds no login: at most word that there was one.</summary>
    public bool IsPlainEmpty => Directory.GetFiles(Plain, "*.json").Select(File.ReadAllText).All(entry =>
        entry.Contains("\"signed_out_at\"", StringComparison.Ordinal) && !entry.Contains("\"token\"", StringComparison.Ordinal));

    /// <param name="first">Answers a request in Podio's place, or gives null; null for none.</param>
    public static async Task<Home> StartAsync(Func<ReceivedRequest, HttpReply?>? first = null)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var podio = new InMemoryPodio(
            SamplePodio.State(time.GetUtcNow()).WithClient(SamplePodio.Client).WithConsent(Consent.Agree(SamplePodio.UserId)), time);
        return new Home(
            time,
            podio,
            first is null
                ? await LocalPodio.StartAsync(podio)
                : await LocalPodio.StartAsync(request => first(request) ?? podio.Handle(request).Reply));
    }

    public Task<ToolRun> RunAsync(params string[] args) => RunAsync(null, null, args);

    public Task<ToolRun> RunAsync(IBrowser browser, params string[] args) => RunAsync(null, browser, args);

    public Task<ToolRun> RunAsync(IQuestions questions, params string[] args) => RunAsync(questions, null, args);

    public Task<ToolRun> RunAsync(IQuestions? questions, IBrowser? browser, string[] args, CancellationToken stop = default) =>
        ToolRun.OfAsync(
            Environment, args, Time, new StringWriter(), new StringWriter(), questions, browser ?? new BrowserThat(_ => false), stop);

    /// <summary>Signs in by the password of the environment, and gives the access token.</summary>
    public async Task<string> SignInAsync(params string[] args)
    {
        Assert.Equal((0, ""), await CodeAndErrorAsync(["login", "--grant", "password", .. args]));
        return await TokenAsync([.. args.SkipWhile(argument => argument != "--profile").Take(2)]);
    }

    public async Task<string> TokenAsync(params string[] args)
    {
        var run = await RunAsync(["token", .. args]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output.TrimEnd('\n');
    }

    /// <summary>What the doctor finds, in whole sentences.</summary>
    public async Task<(int Code, string Outcome)> FindingAsync()
    {
        var run = await RunAsync("doctor", "--offline", "--json");
        Assert.Equal("", run.Error);
        var json = JsonElement.Parse(run.Output);
        string[] sentences = ["happened", "token", "cure"];
        Assert.All(sentences, name => Assert.NotEqual("", json.GetProperty(name).GetString()));
        return (run.ExitCode, json.GetProperty("outcome").GetString()!);
    }

    public ValueTask StopPodioAsync() => _server.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    // A warning about the plain store is none of the errors.
    private async Task<(int ExitCode, string Error)> CodeAndErrorAsync(string[] args)
    {
        var run = await RunAsync(args);
        var said = run.Error.Replace(Announcement, "", StringComparison.Ordinal);
        var isWarning = said.StartsWith("podio-token: --store plain saves the login unencrypted", StringComparison.Ordinal);
        return (run.ExitCode, isWarning ? "" : said);
    }
}
