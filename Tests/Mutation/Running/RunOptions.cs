using System.IO.Enumeration;

namespace PodioOAuth.Functional.Mutation;

/// <summary>The options of a measurement.</summary>
/// <param name="IsAgain">Only the survivors of the last run.</param>
/// <param name="File">Only mutants of files whose path matches, where <c>*</c> stands for anything.</param>
/// <param name="Mutant">Only the mutant of this number.</param>
/// <param name="Budget">The maximum total duration of the tests of a mutant, in seconds, as measured without it.</param>
/// <param name="Workers">The number of processes that run tests.</param>
/// <param name="Patience">The factor by which everything may take longer than on an idle machine.</param>
internal sealed record RunOptions(
    bool IsAgain = false, string? File = null, int? Mutant = null, double Budget = 10, int Workers = 2, double Patience = 1)
{
    internal bool IsPartial => File is not null || Mutant is not null;

    internal bool Takes(Mutant mutant) =>
        (Mutant is null || mutant.Id == Mutant) && (File is null || FileSystemName.MatchesSimpleExpression(File, mutant.File));
}

/// <summary>The facts of a measurement.</summary>
internal sealed record RunFacts(DateTime At, string Commit, int Tests, double Budget, double Minutes, IReadOnlyList<string> LeftOut);
