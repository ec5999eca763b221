using System.Globalization;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Writes results as a Markdown table: two rows a figure.</summary>
internal static class RatioTable
{
    internal static IEnumerable<string> Head =>
    [
        "| figure | peer | measure | ours | peer's | ours against it: median (quartiles) | goal | verdict |",
        "| --- | --- | --- | ---: | ---: | --- | --- | --- |",
    ];

    internal static IEnumerable<string> Rows(RaceResult result) => Enum.GetValues<Measure>().Select(measure => Row(result, measure));

    private static string Row(RaceResult result, Measure measure)
    {
        var goal = result.Figure.GoalFor(measure);
        var comparison = goal?.Comparison ?? (result.Peer(measure) == 0 ? Comparison.Difference : Comparison.Ratio);
        var compared = result.Compare(measure, comparison);
        var (promise, verdict) = goal is null
            ? ("none", "for information")
            : ($"≤ {Limit(goal)}", Words(goal.Judge(compared), result.Figure));
        return $"| {result.Figure.Name} | {result.Figure.Peer.Name} | {Name(measure)} "
            + $"| {Cost(result.Ours(measure), measure)} | {Cost(result.Peer(measure), measure)} "
            + $"| {Text(compared.Median)} ({Text(compared.Lower)} to {Text(compared.Upper)}) | {promise} | {verdict} |";

        string Text(double value) => comparison == Comparison.Ratio
            ? value.ToString("0.000", CultureInfo.InvariantCulture)
            : Signed(value, measure);
    }

    private static string Limit(Goal goal) => goal.Comparison == Comparison.Ratio
        ? goal.AtMost.ToString("0.00##", CultureInfo.InvariantCulture)
        : Signed(goal.AtMost, goal.Measure);

    internal static string Signed(double difference, Measure measure) => (difference < 0 ? "−" : "+") + Cost(Math.Abs(difference), measure);

    internal static string Cost(double cost, Measure measure) => (measure, cost) switch
    {
        (Measure.Bytes, _) => string.Create(CultureInfo.InvariantCulture, $"{cost:#,0} B"),
        (_, < 10_000) => string.Create(CultureInfo.InvariantCulture, $"{cost:#,0} ns"),
        (_, < 1_000_000) => string.Create(CultureInfo.InvariantCulture, $"{cost / 1_000:0.0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{cost / 1_000_000:0.0} ms"),
    };

    private static string Name(Measure measure) => measure == Measure.Time ? "time" : "bytes";

    private static string Words(Verdict verdict, Figure figure) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Undecided => "undecided",
        _ => $"missed: {figure.CauseOfMiss ?? "cause not known yet"}",
    };
}
