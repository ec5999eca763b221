namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The most that our contender may cost, as a share of what its peer costs.</summary>
/// <param name="Measure">Of what.</param>
/// <param name="AtMost">The largest ratio that meets the goal.</param>
internal sealed record Goal(Measure Measure, double AtMost)
{
    /// <summary>Decided only where the middle half of all rounds is on one side.</summary>
    internal Verdict Judge(Quartiles ratio) =>
        ratio.Upper <= AtMost ? Verdict.Met
        : ratio.Lower > AtMost ? Verdict.Missed
        : Verdict.Undecided;
}
