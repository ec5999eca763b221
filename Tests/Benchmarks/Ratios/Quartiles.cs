namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The middle of a sample and where its middle half lies.</summary>
internal readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    internal static Quartiles Of(IEnumerable<double> sample)
    {
        double[] sorted = [.. sample.Order()];
        return new(At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
    }

    private static double At(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
