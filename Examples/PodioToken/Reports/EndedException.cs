namespace PodioToken.Reports;

/// <summary>The exception that ends a command, with its outcome.</summary>
internal sealed class EndedException(Outcome outcome) : Exception(outcome.Sentence)
{
    public Outcome Outcome => outcome;

    public static EndedException Of(int code, string sentence, params IReadOnlyList<Fact> facts) =>
        new(Outcome.Failed(code, sentence, facts));
}
