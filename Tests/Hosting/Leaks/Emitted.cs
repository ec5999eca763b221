namespace PodioOAuth.Functional.Hosting.Tests.Leaks;

/// <summary>All that a program emits, by channel: logs of every category at every level with their scopes and state, activities with tags,
/// events and baggage, metrics with tags, exceptions, health reports.</summary>
internal sealed class Emitted : IDisposable
{
    private readonly ConcurrentQueue<KeyValuePair<string, string>> _other = new();
    private readonly ActivityListener _activities;
    private readonly Meters _meters = new(scope: null);

    internal Emitted(LogBook? log = null)
    {
        Log = log ?? new LogBook();
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    internal LogBook Log { get; }

    /// <summary>The channels that something came through.</summary>
    internal IEnumerable<string> Channels => Texts().Select(text => text.Key).Distinct();

    internal void Keep(Exception exception) => Keep(
        "exception", string.Join('\n', Emissions.Of(exception).Select(emission => emission.Value)));

    internal void Keep(HealthReport report)
    {
        foreach (var (name, entry) in report.Entries)
        {
            var data = entry.Data.Select(pair => $"{pair.Key}={pair.Value}");
            Keep("health", string.Join('\n', [name, entry.Description, entry.Exception?.ToString(), .. entry.Tags, .. data]));
        }
    }

    internal void Observe() => _meters.Observe();

    /// <summary>The secrets found, with the channel of each.</summary>
    internal IReadOnlyList<Leak> Find(LeakSearch search) =>
        [.. Texts().SelectMany(Lines).Distinct().SelectMany(line => search.In(line.Key, line.Value))]; // Most lines come time and again.

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private IEnumerable<KeyValuePair<string, string>> Texts() =>
    [
        .. Log.Entries.Select(entry => KeyValuePair.Create("log", $"{entry.Category}\n{entry.Text}")),
        .. _meters.All.Select(measured => KeyValuePair.Create("metric", measured.ToString())),
        .. _other,
    ];

    private static IEnumerable<KeyValuePair<string, string>> Lines(KeyValuePair<string, string> text) =>
        text.Value.Split('\n').Select(line => KeyValuePair.Create(text.Key, line));

    private void Keep(Activity activity) => Keep("activity", string.Join(
        '\n',
        [
            activity.DisplayName, activity.OperationName, activity.StatusDescription, activity.TraceStateString,
            .. activity.TagObjects.Select(Pair),
            .. activity.Events.SelectMany(it => it.Tags.Select(Pair).Prepend(it.Name)),
            .. activity.Baggage.Select(pair => $"{pair.Key}={pair.Value}"),
        ]));

    private void Keep(string channel, string text) => _other.Enqueue(KeyValuePair.Create(channel, text));

    private static string Pair(KeyValuePair<string, object?> tag) => $"{tag.Key}={tag.Value}";
}
