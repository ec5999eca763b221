namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A row about a renewal with a store.</summary>
/// <param name="Store">The store's name.</param>
/// <param name="Renewal">How long a renewal takes, in nanoseconds.</param>
/// <param name="Exchange">How long its exchange takes alone.</param>
/// <param name="Share">By how much a renewal takes longer.</param>
/// <param name="Bytes">How many bytes more it allocates.</param>
internal sealed record StoredRenewalResult(string Store, double Renewal, double Exchange, Quartiles Share, double Bytes)
{
    internal static StoredRenewalResult Of(string store, RaceResult race) => new(
        store,
        race.Ours(Measure.Time),
        race.Peer(Measure.Time),
        race.Compare(Measure.Time, Comparison.Difference),
        race.Compare(Measure.Bytes, Comparison.Difference).Median);
}
