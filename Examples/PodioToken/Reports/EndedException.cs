namespace PodioToken.Reports;

/// <summary>A command cannot go on, and this is how it ends.</summary>
internal sealed class EndedException(Outcome outcome) : Exception(outcome.Sentence)
{
    public Outcome Outcome => outcome;

    public static EndedException Of(int code, string sentence, params IReadOnlyList<Fact> facts) =>
        new(Outcome.Failed(code, sentence, facts));
}
