using System.Globalization;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A registry of few and of many sources: the rows of <see cref="ManySources"/>, and how many are made in a second.</summary>
internal static class RegistryTable
{
    internal const string Title = "Sources in a registry";

    private const int LeastMadeASecond = 200_000;
    private const int Many = 100_000;

    private static readonly int[] Counts = [1, 100, 10_000, Many, 1_000_000];

    internal static IReadOnlyList<RegistryResult> Run(bool quick, TextWriter output)
    {
        var (few, many, finding) = (PaceOf(Paces.Making, quick), PaceOf(Paces.MakingMany, quick), PaceOf(Paces.LookingUp, quick));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n## {Title}\n\nMaking: {few}; of {Many:#,0} or more {many}. Finding: {finding}.\n"));
        output.WriteLines(RatioTable.Head);
        List<RegistryResult> results = [];
        foreach (var count in quick ? Counts[..3] : Counts)
        {
            results.Add(RunOne(new ManySources(count), count < Many ? few : many, finding, output));
        }

        output.WriteLine("\n| sources | made a second | goal | verdict |\n| ---: | ---: | --- | --- |");
        output.WriteLines(results.Select(Row));
        return results;
    }

    private static RegistryResult RunOne(ManySources sources, Pace making, Pace finding, TextWriter output)
    {
        var made = Run(sources.Made());
        Run(sources.MadeBesideEmpty());
        var found = Run(sources.Found(), finding);
        return new(
            sources.Count,
            1e9 / made.Ours(Measure.Time),
            made.Compare(Measure.Time, Comparison.Ratio),
            found.Compare(Measure.Time, Comparison.Ratio));

        RaceResult Run(Figure figure, Pace? pace = null)
        {
            var result = Race.Run(figure, pace ?? making);
            output.WriteLines(RatioTable.Rows(result));
            return result;
        }
    }

    private static Pace PaceOf(Paces paces, bool quick) => quick ? paces.Quick : paces.Full;

    private static string Row(RegistryResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {result.Count:#,0} | {result.MadeASecond:#,0} | ≥ {LeastMadeASecond:#,0} "
        + $"| {(result.MadeASecond >= LeastMadeASecond ? "met" : "missed: cause not known yet")} |");
}
