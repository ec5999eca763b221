namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What the rounds say about a goal.</summary>
internal enum Verdict
{
    Met,
    Missed,

    /// <summary>The quartiles straddle the goal.</summary>
    Undecided,
}
