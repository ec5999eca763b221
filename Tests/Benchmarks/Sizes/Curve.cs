namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What work on few and on many takes.</summary>
internal sealed record Curve(Series Series, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>1 for linear growth, and a little more for what a full cache adds.</summary>
    internal const double LargestExponent = 1.1;

    /// <summary>The slope by least squares in a log-log diagram: 1 where twice as many cost twice as much. Over the larger half of the
    /// sizes, for what any work costs hides it in the smaller.</summary>
    internal double Exponent(Measure measure) => Slope([.. Points.Skip(Points.Count / 2)
        .Select(point => (Math.Log(point.Size), Math.Log(Math.Max(1, point.Cost(measure)))))]);

    internal bool IsMet => Enum.GetValues<Measure>().All(measure => Exponent(measure) <= LargestExponent);

    private static double Slope(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}

/// <summary>A point of a curve: what one operation on so many takes, in nanoseconds and bytes.</summary>
/// <remarks>Of the fastest turn: an operation of many milliseconds is interrupted in most of them, which one of a microsecond is
/// not.</remarks>
internal sealed record CurvePoint(int Size, double Time, double Bytes)
{
    internal static CurvePoint Of(int size, IReadOnlyList<Slice> slices) => new(
        size, slices.Min(slice => slice.PerOperation(Measure.Time)), slices.Min(slice => slice.PerOperation(Measure.Bytes)));

    internal double Cost(Measure measure) => measure == Measure.Time ? Time : Bytes;
}
