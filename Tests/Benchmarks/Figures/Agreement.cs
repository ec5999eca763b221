namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Holds two contenders to one result: a race between two that do different things says nothing.</summary>
internal static class Agreement
{
    /// <exception cref="InvalidOperationException">They differ.</exception>
    internal static void Check<T>(T ours, T peer)
    {
        if (!EqualityComparer<T>.Default.Equals(ours, peer))
        {
            throw new InvalidOperationException($"The contenders disagree. Ours: {ours}. The peer's: {peer}.");
        }
    }
}
