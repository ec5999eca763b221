using Microsoft.FSharp.Core;

namespace PodioOAuth.Functional.FSharp.FromCSharp;

/// <summary>Uses Core and the F# face side by side, each type of Core by its plain name.</summary>
public static class BothAssemblies
{
    /// <summary>Every type of Core that a module of the F# face is named after.</summary>
    public static IReadOnlyList<Type> Namesakes { get; } =
    [
        typeof(ApiReply),
        typeof(AuthorizationCallback),
        typeof(AuthorizationRequest),
        typeof(OAuthError),
        typeof(PodioEndpoint),
        typeof(PodioScope),
        typeof(Renewal),
        typeof(ReplyFacts),
        typeof(RetryAfter),
        typeof(SecondFactorRequest),
        typeof(Token),
        typeof(TokenExchange),
        typeof(TokenProvider),
        typeof(TokenReply),
        typeof(TokenRequest),
        typeof(TokenSourceError),
        typeof(Transport),
    ];

    /// <summary>A transport that Core's delegate type makes, asked by the F# face.</summary>
    public static Task<FSharpResult<Token, OAuthError>> AskAsync(OAuthError answer, TokenRequest request) =>
        Podio.requestToken(new Transport((_, _) => Task.FromResult<LanguageExt.Either<OAuthError, HttpReply>>(answer)), request);
}
