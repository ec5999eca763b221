namespace PodioOAuth.Functional.Benchmarks;

/// <summary>How long a race takes.</summary>
/// <param name="WarmUp">The length of a phase of the warm-up. There are as many as the runtime takes to compile both for good.</param>
/// <param name="Slice">The length of one turn: so short that most turns, on a busy machine too, are over before somebody else's begins.
/// A collection falls into few of them, and the median leaves it out for both; the bytes say what is collected.</param>
/// <param name="Turns">How many turns each gets in a round.</param>
/// <param name="Rounds">How many rounds there are.</param>
internal sealed record Pace(TimeSpan WarmUp, TimeSpan Slice, int Turns, int Rounds)
{
    internal static Pace Full { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMicroseconds(200), Turns: 50, Rounds: 200);

    internal static Pace Quick { get; } = new(TimeSpan.FromMilliseconds(400), TimeSpan.FromMicroseconds(200), Turns: 50, Rounds: 20);
}
