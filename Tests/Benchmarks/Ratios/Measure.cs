namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What is compared.</summary>
internal enum Measure
{
    /// <summary>Wall-clock time of one operation.</summary>
    Time,

    /// <summary>Managed bytes that one operation allocates.</summary>
    Bytes,
}
