namespace PodioOAuth.Functional.Core.Tests.Transports.Queries;

/// <summary>A query as a user writes it, and what must become of it.</summary>
/// <param name="Text">The query, over <see cref="Queries.Steps"/> that are numbered in the order in which they run.</param>
/// <param name="Steps">How many steps it has.</param>
/// <param name="Value">What it gives when no step fails; null where it must not compile.</param>
/// <param name="Verdict">What becomes of it where our operators are the nearest: <see cref="QueryCompiler.Right"/>, or the beginning of
/// an error. A bar separates alternatives.</param>
/// <param name="Rivalled">The same where those of LanguageExt are as near.</param>
/// <param name="Alone">The same where LanguageExt is not imported.</param>
/// <param name="LosesError">Whether it compiles and loses an error with LanguageExt's operators alone.</param>
internal sealed record Query(string Text, int Steps, string? Value, string Verdict, string Rivalled, string Alone, bool LosesError)
{
    internal bool IsAsExpected(Mixture mixture, string verdict) => (mixture switch
    {
        { LanguageExt: Place.Absent } => Alone,
        { LanguageExt: Place.File, Ours: Place.File } => Rivalled,
        _ => Verdict,
    }).Split('|').Any(expected => verdict.StartsWith(expected, StringComparison.Ordinal));
}
