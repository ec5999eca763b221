using LanguageExt;
using Microsoft.FSharp.Core;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.FSharp.FromCSharp;

/// <summary>Uses Core, LanguageExt and the F# face side by side, each type by its plain name.</summary>
public static class BothAssemblies
{
    /// <summary>Every type that a module of the F# face is named after.</summary>
    public static IReadOnlyList<Type> Namesakes { get; } =
    [
        typeof(ApiReply),
        typeof(AuthorizationCallback),
        typeof(AuthorizationRequest),
        typeof(ExchangeEvent),
        typeof(OAuthError),
        typeof(PodioEndpoint),
        typeof(PodioScope),
        typeof(RenewalEvent),
        typeof(ReplyFacts),
        typeof(RetryAdvice),
        typeof(RetryAfter),
        typeof(SavedLogin),
        typeof(SecondFactor),
        typeof(SecondFactorRequest),
        typeof(StoredLogin),
        typeof(Token),
        typeof(TokenExchange),
        typeof(TokenReference),
        typeof(TokenReply),
        typeof(TokenRequest),
        typeof(TokenSource),
        typeof(TokenSourceError),
        typeof(TokenSourceRegistry),
        typeof(Transport),
    ];

    /// <summary>A transport that Core's delegate type makes, asked by the F# face.</summary>
    public static Task<FSharpResult<Token, OAuthError>> AskAsync(OAuthError answer, TokenRequest request) =>
        Podio.requestToken(new Transport((_, _) => Task.FromResult<Either<OAuthError, HttpReply>>(answer)), request);
}
