using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Curves for people: a panel for the time and one for the bytes of each, both axes logarithmic.</summary>
internal static class Curves
{
    internal static string ToSvg(IEnumerable<Curve> curves) =>
        Svg.Page([.. curves.SelectMany(curve => Enum.GetValues<Measure>().Select(measure => Panel(curve, measure)))]);

    private static string Panel(Curve curve, Measure measure)
    {
        double[] costs = [.. curve.Points.Select(point => Math.Max(1, point.Cost(measure)))];
        var (first, last) = (curve.Points[0].Size, curve.Points[^1].Size);
        var (low, high) = (costs.Min() / 2, costs.Max() * 2); // A flat curve is not to fill the panel with its noise.
        return Svg.Panel(
            FormattableString.Invariant($"{curve.Series.Name}, {first:#,0} to {last:#,0} {curve.Series.Unit}: ")
            + $"{RatioTable.Cost(costs[0], measure)} to {RatioTable.Cost(costs[^1], measure)}",
            curve.Points.Zip(costs, (point, cost) => (Share(point.Size, first, last), Share(cost, low, high))),
            isAlarming: curve.Exponent(measure) > Curve.LargestExponent);
    }

    private static double Share(double value, double low, double high) => Math.Log(value / low) / Math.Log(high / low);
}
