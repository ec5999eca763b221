using LanguageExt;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>What a source answered, as a test expects it.</summary>
internal static class Answers
{
    internal static Token Right(this Either<TokenSourceError, Token> answer) =>
        answer.Match(Right: token => token, Left: error => throw new Xunit.Sdk.XunitException(error.Describe()));

    internal static TokenSourceError Left(this Either<TokenSourceError, Token> answer) =>
        answer.Match(Right: _ => throw new Xunit.Sdk.XunitException("An error was expected."), Left: error => error);
}
