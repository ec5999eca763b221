using LanguageExt;
using Xunit.Sdk;

namespace PodioOAuth.Functional.Core.Tests;

/// <summary>Takes the sides of an outcome apart: the side that a test does not expect fails it, without a secret in the message.</summary>
internal static class Outcome
{
    internal static T Right<T>(this Either<OAuthError, T> either) =>
        either.Match(Right: value => value, Left: error => throw new XunitException($"Left where Right was expected: {error.Describe()}"));

    internal static OAuthError Left<T>(this Either<OAuthError, T> either) =>
        either.Match(Right: value => throw new XunitException($"Right where Left was expected: {value}"), Left: error => error);

    /// <summary>The error as the case that a test expects.</summary>
    internal static TError As<TError>(this OAuthError error)
        where TError : OAuthError => Assert.IsType<TError>(error);

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
