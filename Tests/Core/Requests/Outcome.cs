using LanguageExt;
using Xunit.Sdk;

namespace PodioOAuth.Functional.Core.Tests;

/// <summary>Takes the sides of an outcome apart: the side that a test does not expect fails it, without a secret in the message.</summary>
internal static class Outcome
{
    internal static T Right<T>(this Either<OAuthError, T> either) =>
        either.Match(Right: value => value, Left: error => throw new XunitException(error.Describe()));

    internal static OAuthError Left<T>(this Either<OAuthError, T> either) =>
        either.Match(Right: _ => throw new XunitException("An error was expected."), Left: error => error);

    internal static IReadOnlyList<FieldError> FieldErrors<T>(this Either<OAuthError, T> either) =>
        Assert.IsType<InvalidInputError>(either.Left()).Fields;

    /// <summary>The field errors as <c>field: problem</c>, in their order.</summary>
    internal static string[] Problems<T>(this Either<OAuthError, T> either) =>
        [.. either.FieldErrors().Select(error => $"{error.Field}: {error.Problem}")];
}
