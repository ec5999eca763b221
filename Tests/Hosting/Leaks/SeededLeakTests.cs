using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace PodioOAuth.Functional.Hosting.Tests.Leaks;

/// <summary>The test of the test: a leak that is put into a channel is found there, in every form.</summary>
public sealed class SeededLeakTests
{
    private const string Hidden = "seeded & \"made up\" 100% s+cret/value";

    public static IEnumerable<object[]> Seeds =>
        from channel in new[]
        {
            "log text", "log state", "log scope", "log exception", "activity tag", "activity event", "activity status", "metric",
            "exception", "exception data", "health description", "health data",
        }
        from form in new[] { "plain", "base64", "url", "json", "utf16", "header" }
        select new object[] { channel, form };

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_is_found(string channel, string form)
    {
        using var emitted = new Emitted();
        var seed = Write(form);
        Emit(emitted, channel, seed);
        var leaks = emitted.Find(LeakSearch.For("seed", new Secret(Hidden)));
        Assert.Equal([channel.Split(' ')[0]], leaks.Select(leak => leak.Channel).Distinct());
        Assert.Empty(emitted.Find(LeakSearch.For("another", new Secret("another secret altogether"))));
    }

    private static string Write(string form) => form switch
    {
        "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes($"id:{Hidden}")),
        "url" => $"a=b&c={System.Net.WebUtility.UrlEncode(Hidden)}",
        "json" => System.Text.Json.JsonSerializer.Serialize(new { a = Hidden }),
        "utf16" => Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Hidden)),
        "header" => $"Authorization: OAuth2 {Hidden}",
        _ => Hidden,
    };

    private static void Emit(Emitted emitted, string channel, string seed)
    {
        var log = emitted.Log.CreateLogger("Any");
        var state = new Dictionary<string, object?> { ["a"] = seed };
        var exception = new InvalidOperationException("outer", new InvalidOperationException(seed));
        using var source = new ActivitySource("any");
        using var meter = new Meter("any");
        switch (channel)
        {
            case "log text":
                log.Log(LogLevel.Trace, 1, seed, exception: null, (text, _) => text);
                break;
            case "log state":
                log.Log(LogLevel.Trace, 1, state, exception: null, (_, _) => "text");
                break;
            case "log scope":
                log.BeginScope(seed);
                break;
            case "log exception":
                log.Log(LogLevel.Trace, 1, "state", exception, (_, _) => "text");
                break;
            case "activity tag":
                source.StartActivity("a")!.SetTag("a", seed).Dispose();
                break;
            case "activity event":
                source.StartActivity("a")!.AddEvent(new ActivityEvent("e", tags: new ActivityTagsCollection([new("a", seed)]))).Dispose();
                break;
            case "activity status":
                source.StartActivity("a")!.SetStatus(ActivityStatusCode.Error, seed).Dispose();
                break;
            case "metric":
                meter.CreateCounter<long>("a").Add(1, new KeyValuePair<string, object?>("a", seed));
                break;
            case "exception":
                emitted.Keep(exception);
                break;
            case "exception data":
                emitted.Keep(new InvalidOperationException("outer") { Data = { ["a"] = seed } });
                break;
            case "health description":
                emitted.Keep(Report(HealthCheckResult.Unhealthy(seed)));
                break;
            case "health data":
                emitted.Keep(Report(HealthCheckResult.Healthy("fine", new Dictionary<string, object> { ["a"] = seed })));
                break;
        }
    }

    private static HealthReport Report(HealthCheckResult result) => new(
        new Dictionary<string, HealthReportEntry>
        {
            ["a"] = new(result.Status, result.Description, TimeSpan.Zero, result.Exception, result.Data),
        },
        TimeSpan.Zero);
}
