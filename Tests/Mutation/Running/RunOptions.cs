using System.IO.Enumeration;

namespace PodioOAuth.Functional.Mutation;

/// <summary>How a room is measured.</summary>
/// <param name="IsAgain">Only what survived the last time.</param>
/// <param name="File">Only mutants of files whose path matches, where <c>*</c> stands for anything.</param>
/// <param name="Mutant">Only the mutant of this number.</param>
/// <param name="Budget">How many seconds the tests of a mutant may take together, as measured without it.</param>
/// <param name="Workers">How many processes run tests at a time.</param>
/// <param name="Patience">How many times as long as on a quiet machine everything may take.</param>
internal sealed record RunOptions(
    bool IsAgain = false, string? File = null, int? Mutant = null, double Budget = 10, int Workers = 2, double Patience = 1)
{
    internal bool IsPartial => File is not null || Mutant is not null;

    internal bool Takes(Mutant mutant) =>
        (Mutant is null || mutant.Id == Mutant) && (File is null || FileSystemName.MatchesSimpleExpression(File, mutant.File));
}

/// <summary>How a room was measured.</summary>
internal sealed record RunFacts(DateTime At, string Commit, int Tests, double Budget, double Minutes, IReadOnlyList<string> LeftOut);
