namespace PodioOAuth.Functional.Benchmarks;

/// <summary>How long a race takes.</summary>
/// <param name="WarmUp">The length of a phase of the warm-up. There are as many as the runtime takes to compile both for good.</param>
/// <param name="Slice">The length of one turn: so short that most turns, on a busy machine too, are over before somebody else's begins.
/// A collection falls into few of them, and the median leaves it out for both; the bytes say what is collected.</param>
/// <param name="Turns">How many turns each gets in a round.</param>
/// <param name="Rounds">How many rounds there are.</param>
internal sealed record Pace(TimeSpan WarmUp, TimeSpan Slice, int Turns, int Rounds)
{
    public override string ToString() => $"{Rounds} rounds of {Turns} turns of {Length}";

    private string Length => Slice == TimeSpan.Zero ? "one operation each" : $"{Slice.TotalMicroseconds} µs each";
}
