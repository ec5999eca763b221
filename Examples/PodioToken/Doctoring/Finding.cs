using PodioToken.Reports;

namespace PodioToken.Doctoring;

/// <summary>A finding of the doctor.</summary>
/// <param name="Code">The exit code; 0 for fine.</param>
/// <param name="Happened">What happened.</param>
/// <param name="Token">Whether the token is safe.</param>
/// <param name="Cure">How to fix it.</param>
internal sealed record Finding(int Code, string Happened, string Token, string Cure)
{
    public Outcome ToOutcome(IReadOnlyList<Fact> facts) => new(
        Code == ExitCode.Done ? "fine" : ExitCode.WordOf(Code),
        Code,
        Sentence: null,
        [
            .. facts,
            new Fact("happened", Happened, "Finding", Happened),
            new Fact("token", Token, "Token", Token),
            new Fact("cure", Cure, "Cure", Cure),
        ]);
}
