namespace PodioOAuth.Functional

open System.Threading
open System.Threading.Tasks

/// <summary>Token providers made of F# functions, and back: what gives a token that is good now. A token source is one, by
/// <c>source.ToTokenProvider()</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenProvider =

    /// <summary>A provider that gets its tokens by this function. Null instead of a task, or within its Result, is a bug of the function's:
    /// asking such a provider fails with an <c>InvalidOperationException</c> that says so.</summary>
    /// <param name="get">Gets a token under the cancellation token.</param>
    let ofFunc (get: CancellationToken -> Task<Result<Token, TokenSourceError>>) : TokenProvider =
        TokenProvider(fun cancellationToken -> get cancellationToken |> Bridge.toEitherTask "TokenProvider.ofFunc")

    /// <summary>A provider that gets its tokens by this computation, whose ambient token is the caller's cancellation token.</summary>
    /// <param name="get">Gets a token.</param>
    let ofAsync (get: unit -> Async<Result<Token, TokenSourceError>>) : TokenProvider =
        TokenProvider(fun cancellationToken ->
            Bridge.startAsTask (get ()) cancellationToken
            |> Bridge.toEitherTask "TokenProvider.ofAsync")

    /// <summary>Asks a provider for a token.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="cancellationToken">Cancels the caller's wait, and nothing else.</param>
    let toFunc (provider: TokenProvider) (cancellationToken: CancellationToken) : Task<Result<Token, TokenSourceError>> =
        provider.Invoke cancellationToken |> Bridge.toResultTask "token provider"

    /// <summary>Asks a provider for a token, under the ambient token of <c>async</c>.</summary>
    /// <param name="provider">The provider.</param>
    let toAsync (provider: TokenProvider) : Async<Result<Token, TokenSourceError>> = Bridge.toAsync (toFunc provider)
