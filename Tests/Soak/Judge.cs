namespace PodioOAuth.Functional.Soak;

/// <summary>The verdict on one measure.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Begin">The median in the first fifth of the judged samples.</param>
/// <param name="End">The median in the last fifth.</param>
/// <param name="Growth">The slope times the length of the judged samples.</param>
/// <param name="Allowed">The maximum growth.</param>
/// <param name="Certainty">The z of the Mann-Kendall test: how certain it is that there is a trend.</param>
/// <param name="Median">The median of the judged samples.</param>
internal sealed record Verdict(
    Measure Measure, double Begin, double End, double Growth, double Allowed, double Certainty, double Median)
{
    internal bool Grows => (Growth > Allowed && Certainty > Judge.Certain) || Median > Measure.AtMost;
}

/// <summary>
/// Decides whether a series grows, after a warm-up of its first fifth. The slope is the Theil-Sen estimator, the median of the slopes
/// between any two samples, which is robust against outliers. A series grows if the slope, over the whole length, exceeds what the measure
/// allows, and if the Mann-Kendall test finds a trend at a significance level below half a percent.
/// </summary>
internal static class Judge
{
    internal const double Certain = 2.58;

    internal static IReadOnlyList<Verdict> All(IReadOnlyList<Sample> samples) =>
        [.. Measure.All.Select((measure, i) => Of(measure, [.. samples.Select(sample => sample.Values[i])]))];

    internal static Verdict Of(Measure measure, IReadOnlyList<double> series)
    {
        double[] values = [.. series.Skip(series.Count / 5)];
        var fifth = Math.Max(1, values.Length / 5);
        var begin = Median(values[..fifth]);
        return new Verdict(
            measure,
            begin,
            Median(values[^fifth..]),
            Growth: Slope(values) * (values.Length - 1),
            Allowed: Math.Max(measure.Floor, measure.Share * begin),
            Trend(values),
            Median(values));
    }

    private static double Slope(double[] values) =>
        Median([.. Pairs(values.Length).Select(pair => (values[pair.Later] - values[pair.Earlier]) / (pair.Later - pair.Earlier))]);

    // S over its standard deviation, corrected for ties, which are frequent in counts.
    private static double Trend(double[] values)
    {
        double n = values.Length;
        double sum = Pairs(values.Length).Sum(pair => Math.Sign(values[pair.Later] - values[pair.Earlier]));
        var ties = values.GroupBy(value => value).Sum(group => Variance(group.Count()));
        var variance = (Variance(n) - ties) / 18;
        return variance <= 0 || sum == 0 ? 0 : (sum - Math.Sign(sum)) / Math.Sqrt(variance);
    }

    private static double Variance(double n) => n * (n - 1) * ((2 * n) + 5);

    private static IEnumerable<(int Earlier, int Later)> Pairs(int count) =>
        from earlier in Enumerable.Range(0, count)
        from later in Enumerable.Range(earlier + 1, count - earlier - 1)
        select (earlier, later);

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
