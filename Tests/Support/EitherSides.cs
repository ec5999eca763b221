using LanguageExt;
using Xunit;
using Xunit.Sdk;

namespace PodioOAuth.Functional.Support;

/// <summary>Takes the sides of an outcome apart: the side that a test does not expect fails it, without a secret in the message.</summary>
public static class EitherSides
{
    public static T Right<TError, T>(this Either<TError, T> either) => either.Match(
        Right: value => value,
        Left: error => throw new XunitException($"Left where Right was expected: {Described(error)}"));

    public static TError Left<TError, T>(this Either<TError, T> either) => either.Match(
        Right: value => throw new XunitException($"Right where Left was expected: {value}"),
        Left: error => error);

    /// <summary>The error as the case that a test expects.</summary>
    public static TError As<TError>(this OAuthError error)
        where TError : OAuthError => Assert.IsType<TError>(error);

    private static string? Described<TError>(TError error) => error switch
    {
        OAuthError ofExchange => ofExchange.Describe(),
        TokenSourceError ofSource => ofSource.Describe(),
        _ => error?.ToString(),
    };
}
