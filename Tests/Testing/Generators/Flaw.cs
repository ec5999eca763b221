namespace PodioOAuth.Functional.Serving;

/// <summary>A field of a generated request that is deliberately invalid, and why.</summary>
/// <param name="Field">The field, one of <see cref="FieldNames"/>.</param>
/// <param name="Problem">The only problem with it.</param>
public sealed record Flaw(string Field, FieldProblem Problem);
