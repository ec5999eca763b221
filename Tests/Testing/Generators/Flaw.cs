namespace PodioOAuth.Functional.Serving;

/// <summary>One field of a generated request that is wrong on purpose, and in which way.</summary>
/// <param name="Field">The field, one of <see cref="FieldNames"/>.</param>
/// <param name="Problem">What is wrong with it: just this.</param>
public sealed record Flaw(string Field, FieldProblem Problem);
