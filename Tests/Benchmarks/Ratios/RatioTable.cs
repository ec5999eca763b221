using System.Globalization;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Writes results as a Markdown table: two rows a figure.</summary>
internal static class RatioTable
{
    internal static IEnumerable<string> Head =>
    [
        "| figure | peer | measure | ours | peer's | ratio: median (quartiles) | goal | verdict |",
        "| --- | --- | --- | ---: | ---: | --- | --- | --- |",
    ];

    internal static IEnumerable<string> Rows(RaceResult result) => Enum.GetValues<Measure>().Select(measure => Row(result, measure));

    private static string Row(RaceResult result, Measure measure)
    {
        var ratio = result.Ratio(measure);
        var (ours, peer) = (Cost(result.Ours(measure), measure), Cost(result.Peer(measure), measure));
        var (goal, verdict) = result.Figure.GoalFor(measure) is { } promised
            ? (string.Create(CultureInfo.InvariantCulture, $"≤ {promised.AtMost:0.00##}"), Words(promised.Judge(ratio), result.Figure))
            : ("none", "for information");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {result.Figure.Name} | {result.Figure.Peer.Name} | {Name(measure)} | {ours} | {peer} "
            + $"| {ratio.Median:0.000} ({ratio.Lower:0.000} to {ratio.Upper:0.000}) | {goal} | {verdict} |");
    }

    private static string Cost(double cost, Measure measure) =>
        string.Create(CultureInfo.InvariantCulture, $"{cost:#,0} {(measure == Measure.Time ? "ns" : "B")}");

    private static string Name(Measure measure) => measure == Measure.Time ? "time" : "bytes";

    private static string Words(Verdict verdict, Figure figure) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Undecided => "undecided",
        _ => $"missed: {figure.CauseOfMiss ?? "cause not known yet"}",
    };
}
