using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Calls an exchange that the caller supplied.</summary>
internal static class Asking
{
    private const string Origin = "The token exchange returned";

    /// <summary>Returns the answer. A null task and <c>default(Either)</c> are bugs in the exchange, which the exception names.</summary>
    internal static async Task<Either<OAuthError, Token>> AskAsync(
        this TokenExchange exchange, TokenRequest request, CancellationToken cancellationToken) =>
        await AnswerAsync(Begin(exchange, request, cancellationToken)).ConfigureAwait(false);

    /// <summary>The task of the exchange.</summary>
    internal static Task<Either<OAuthError, Token>> Begin(
        TokenExchange exchange, TokenRequest request, CancellationToken cancellationToken) =>
        TransportExtensions.AnswerOf(exchange(request, cancellationToken), Origin);

    /// <summary>The result.</summary>
    internal static async Task<Either<OAuthError, Token>> AnswerAsync(Task<Either<OAuthError, Token>> asking) =>
        TransportExtensions.AnswerOf(await asking.ConfigureAwait(false), Origin);

    /// <summary>The reason why there is no result, or null if there is one.</summary>
    internal static TError? ErrorOf<TError, T>(Either<TError, T> answer)
        where TError : class => answer.MatchUnsafe<TError?>(Right: _ => null, Left: error => error);
}
