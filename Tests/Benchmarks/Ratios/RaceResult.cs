namespace PodioOAuth.Functional.Benchmarks;

/// <summary>All rounds of a race.</summary>
internal sealed record RaceResult(Figure Figure, IReadOnlyList<Round> Rounds)
{
    /// <summary>Our cost against the peer's, round by round: what slows the machine for a while slows both halves of a round.</summary>
    internal Quartiles Compare(Measure measure, Comparison comparison) => Quartiles.Of(Rounds.Select(round => comparison switch
    {
        Comparison.Ratio => round.Ours(measure) / round.Peer(measure),
        _ => round.Ours(measure) - round.Peer(measure),
    }));

    internal double Ours(Measure measure) => Quartiles.Of(Rounds.Select(round => round.Ours(measure))).Median;

    internal double Peer(Measure measure) => Quartiles.Of(Rounds.Select(round => round.Peer(measure))).Median;
}
