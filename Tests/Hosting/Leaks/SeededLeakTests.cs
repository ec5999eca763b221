namespace PodioOAuth.Functional.Hosting.Tests.Leaks;

/// <summary>The test of the test: a leak that is put into a channel is found there, in every form.</summary>
public sealed class SeededLeakTests
{
    private const string Hidden = "seeded & \"made up\" 100% s+cret/value";

    private static readonly ActivitySource Source = new("any");

    private static readonly Dictionary<string, string> Forms = new()
    {
        ["plain"] = Hidden,
        ["base64"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"id:{Hidden}")),
        ["url"] = $"a=b&c={WebUtility.UrlEncode(Hidden)}",
        ["json"] = JsonSerializer.Serialize(new { a = Hidden }),
        ["utf16"] = Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Hidden)),
        ["header"] = $"Authorization: OAuth2 {Hidden}",
    };

    private static readonly Dictionary<string, Action<Emitted, string>> Channels = new()
    {
        ["log text"] = (to, seed) => LogOf(to).Log(LogLevel.Trace, 1, seed, exception: null, (text, _) => text),
        ["log state"] = (to, seed) =>
        {
            var state = new Dictionary<string, object?> { ["a"] = seed };
            LogOf(to).Log(LogLevel.Trace, 1, state, exception: null, (_, _) => "text");
        },
        ["log scope"] = (to, seed) => LogOf(to).BeginScope(seed),
        ["log exception"] = (to, seed) =>
        {
            var exception = Inner(seed);
            LogOf(to).Log(LogLevel.Trace, 1, "state", exception, (_, _) => "text");
        },
        ["activity tag"] = (_, seed) => Source.StartActivity("a")!.SetTag("a", seed).Dispose(),
        ["activity event"] = (_, seed) => Source.StartActivity("a")!
            .AddEvent(new ActivityEvent("e", tags: new ActivityTagsCollection([new("a", seed)]))).Dispose(),
        ["activity status"] = (_, seed) => Source.StartActivity("a")!.SetStatus(ActivityStatusCode.Error, seed).Dispose(),
        ["metric"] = (_, seed) =>
        {
            using var meter = new Meter("any");
            meter.CreateCounter<long>("a").Add(1, new KeyValuePair<string, object?>("a", seed));
        },
        ["exception"] = (to, seed) => to.Keep(Inner(seed)),
        ["exception data"] = (to, seed) => to.Keep(new InvalidOperationException("outer") { Data = { ["a"] = seed } }),
        ["health description"] = (to, seed) => to.Keep(Report(HealthCheckResult.Unhealthy(seed))),
        ["health data"] = (to, seed) => to.Keep(
            Report(HealthCheckResult.Healthy("good", new Dictionary<string, object> { ["a"] = seed }))),
    };

    public static IEnumerable<object[]> Seeds =>
        from channel in Channels.Keys from form in Forms.Keys select new object[] { channel, form };

    [Theory, MemberData(nameof(Seeds))]
    public void A_seed_is_found_in_its_channel(string channel, string form)
    {
        using var emitted = new Emitted();
        Channels[channel](emitted, Forms[form]);
        var leaks = emitted.Find(LeakSearch.For("seed", new Secret(Hidden)));
        Assert.Equal([channel.Split(' ')[0]], leaks.Select(leak => leak.Channel).Distinct());
        Assert.Empty(emitted.Find(LeakSearch.For("another", new Secret("another secret altogether"))));
    }

    private static ILogger LogOf(Emitted emitted) => emitted.Log.CreateLogger("Any");

    private static InvalidOperationException Inner(string seed) => new("outer", new InvalidOperationException(seed));

    private static HealthReport Report(HealthCheckResult result) => new(
        new Dictionary<string, HealthReportEntry>
        {
            ["a"] = new(result.Status, result.Description, TimeSpan.Zero, result.Exception, result.Data),
        },
        TimeSpan.Zero);
}
