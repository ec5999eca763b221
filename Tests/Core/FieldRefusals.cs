using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests;

/// <summary>What is wrong with the fields of a request.</summary>
internal static class FieldRefusals
{
    internal static IReadOnlyList<FieldError> FieldErrors<T>(this Either<OAuthError, T> either) =>
        either.Left().As<InvalidInputError>().Fields;

    /// <summary>The field errors as <c>field: problem</c>, in their order.</summary>
    internal static string[] Problems<T>(this Either<OAuthError, T> either) =>
        [.. either.FieldErrors().Select(error => $"{error.Field}: {error.Problem}")];

    /// <summary>Each field that is refused, with its problem; empty where none is.</summary>
    internal static (string Field, FieldProblem Problem)[] Refusals<T>(this Either<OAuthError, T> either) =>
        either.Match<(string, FieldProblem)[]>(
            Right: _ => [],
            Left: error => [.. error.As<InvalidInputError>().Fields.Select(field => (field.Field, field.Problem))]);
}
