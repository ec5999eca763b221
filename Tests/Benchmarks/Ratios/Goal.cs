namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The most that our contender may cost, set against what its peer costs.</summary>
/// <param name="Measure">Of what.</param>
/// <param name="AtMost">The largest result of the comparison that meets the goal.</param>
/// <param name="Comparison">How the two are compared.</param>
internal sealed record Goal(Measure Measure, double AtMost, Comparison Comparison = Comparison.Ratio)
{
    /// <summary>Decided only where the middle half of all rounds is on one side.</summary>
    internal Verdict Judge(Quartiles compared) =>
        compared.Upper <= AtMost ? Verdict.Met
        : compared.Lower > AtMost ? Verdict.Missed
        : Verdict.Undecided;
}
