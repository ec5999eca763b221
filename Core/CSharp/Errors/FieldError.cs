namespace PodioOAuth.Functional;

/// <summary>One thing wrong with a request. It names the field and never holds its value.</summary>
/// <remarks>Yours to make as well, for rules of your own: <see cref="OAuthError.InvalidInput"/> takes a sequence of them.</remarks>
/// <param name="Field">The field, by its name on the wire: one of <see cref="FieldNames"/>.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Message">The same for a person, in English.</param>
public sealed record FieldError(string Field, FieldProblem Problem, string Message);
