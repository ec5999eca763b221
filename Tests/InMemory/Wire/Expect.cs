using LanguageExt;
using Xunit.Sdk;

namespace PodioOAuth.Functional.InMemory.Tests.Wire;

/// <summary>The side of an outcome that a test expects; the other one fails it.</summary>
internal static class Expect
{
    internal static T Right<T>(Either<OAuthError, T> outcome) =>
        outcome.Match(Right: value => value, Left: error => throw new XunitException(error.Describe()));

    internal static OAuthError Left<T>(Either<OAuthError, T> outcome) =>
        outcome.Match(Right: _ => throw new XunitException("This was expected to be an error."), Left: error => error);
}
