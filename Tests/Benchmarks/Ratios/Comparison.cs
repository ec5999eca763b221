namespace PodioOAuth.Functional.Benchmarks;

/// <summary>How our cost is set against the peer's.</summary>
internal enum Comparison
{
    /// <summary>Ours divided by the peer's.</summary>
    Ratio,

    /// <summary>Ours less the peer's, in nanoseconds or bytes.</summary>
    Difference,
}
