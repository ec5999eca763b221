using System.Globalization;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>How the cost of work grows with what it is done on.</summary>
internal static class SizeTable
{
    internal const string Title = "Few and many";

    internal static IReadOnlyList<Curve> Run(bool quick, TextWriter output)
    {
        var pace = quick ? Paces.Sizing.Quick : Paces.Sizing.Full;
        output.WriteLine($"\n## {Title}\n\n{pace}. An exponent of 1 is linear growth; it is taken of the larger half of the sizes.\n");
        using var folders = new LoginFolders(quick);
        List<Curve> curves = [];
        output.WriteLine("| work | of | size | takes | allocates |\n| --- | --- | ---: | ---: | ---: |");
        foreach (var series in (Series[])[.. EncodedField.Series, .. ParsedMembers.Series, .. folders.Series])
        {
            var curve = series.Run(pace);
            curves.Add(curve);
            output.WriteLines(curve.Points.Select(point => Row(series, point)));
        }

        output.WriteLine("\n| work | exponent of time | exponent of bytes | goal | verdict |\n| --- | ---: | ---: | --- | --- |");
        output.WriteLines(curves.Select(Row));
        return curves;
    }

    private static string Row(Series series, CurvePoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {series.Name} | {series.Unit} | {point.Size:#,0} | {RatioTable.Cost(point.Time, Measure.Time)} "
        + $"| {RatioTable.Cost(point.Bytes, Measure.Bytes)} |");

    private static string Row(Curve curve) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {curve.Series.Name} | {curve.Exponent(Measure.Time):0.00} | {curve.Exponent(Measure.Bytes):0.00} | {Judged(curve)} |");

    private static string Judged(Curve curve) => curve switch
    {
        { Series.IsOurs: false } => "none | for information",
        { IsMet: true } => FormattableString.Invariant($"≤ {Curve.LargestExponent:0.0} | met"),
        _ => FormattableString.Invariant($"≤ {Curve.LargestExponent:0.0} | missed: {curve.Series.CauseOfMiss ?? "cause not known yet"}"),
    };
}
