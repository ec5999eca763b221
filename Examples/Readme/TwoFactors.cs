using LanguageExt;
using PodioOAuth.Functional;

namespace Readme;

/// <summary>A sign-in by password where the account may have a second factor.</summary>
internal static class TwoFactors
{
    public static async Task RunAsync()
    {
        Transport podio =
            new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow).WithSecondFactor(SamplePodio.UserId, "012345")).Transport;
        var request = new TokenRequest(SamplePodio.Client, Grant.Password(SamplePodio.Username, SamplePodio.Password));
        Func<Secret> askForCode = () => new Secret("012345");

        // <readme>
        Either<OAuthError, Token> answer = await podio.RequestTokenAsync(request);
        Either<OAuthError, Token> signedIn = await answer.MatchAsync<Either<OAuthError, Token>>(
            Right: token => token,
            LeftAsync: error => error is SecondFactorRequiredError { Challenge: var challenge }
                ? podio.VerifySecondFactorAsync(challenge.WithOneTimeCode(askForCode()))
                : Task.FromResult<Either<OAuthError, Token>>(error));
        // </readme>

        Console.WriteLine(signedIn.Match(Right: token => $"{token.Reference}", Left: error => error.Describe()));
    }
}
