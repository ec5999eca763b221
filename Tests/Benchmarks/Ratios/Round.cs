namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A few dozen turns of each contender, one after the other's. What it says is their median: a turn that was cut short counts
/// little.</summary>
internal sealed class Round(IReadOnlyList<(Slice Ours, Slice Peer)> turns)
{
    internal double Ours(Measure measure) => Quartiles.Of(turns.Select(turn => turn.Ours.PerOperation(measure))).Median;

    internal double Peer(Measure measure) => Quartiles.Of(turns.Select(turn => turn.Peer.PerOperation(measure))).Median;
}
