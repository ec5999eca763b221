using LanguageExt;
using PodioOAuth.Functional;
using PodioToken.Reports;
using Spectre.Console;

namespace PodioToken.Asking;

/// <summary>Requests a token, and asks a person for the second factor if Podio requires one (PODIO 3.8).</summary>
internal static class TokenRequests
{
    private const int LongestOneTimeCode = 8;

    /// <param name="podio">The transport.</param>
    /// <param name="request">The request.</param>
    /// <param name="questions">Who is asked for the code; null for no one. Without an answer, Podio's error is returned.</param>
    /// <param name="error">The console for progress.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<Either<OAuthError, Token>> RequestAsync(
        this Transport podio, TokenRequest request, IQuestions? questions, IAnsiConsole error, CancellationToken cancellationToken)
    {
        var answer = await error.WhileShowingAsync(
            "Requesting a token…", () => podio.RequestTokenAsync(request, cancellationToken));
        return answer.Case is SecondFactorRequiredError { Challenge: var challenge } && questions is not null
            && await questions.AskAsync("One-time code or recovery code", isSecret: true, cancellationToken) is { } code
                ? await error.WhileShowingAsync(
                    "Requesting a token…", () => podio.VerifySecondFactorAsync(Answer(challenge, code.Trim()), cancellationToken))
                : answer;
    }

    // Authenticators show six to eight digits.
    private static SecondFactorRequest Answer(SecondFactorChallenge challenge, string code) =>
        code.Length <= LongestOneTimeCode && code.All(char.IsAsciiDigit)
            ? challenge.WithOneTimeCode(code)
            : challenge.WithRecoveryCode(code);
}
