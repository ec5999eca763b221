namespace PodioOAuth.Functional

open System.Threading
open System.Threading.Tasks

/// <summary>Token exchanges made of F# functions, and back: a transport with Core around it, what decorators wrap.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenExchange =

    /// <summary>The exchange over a transport: encode, send, parse.</summary>
    /// <param name="transport">The transport.</param>
    let ofTransport (transport: Transport) : TokenExchange = transport.ToTokenExchange()

    /// <summary>An exchange that asks by this function. Null instead of a task, or within its Result, is a bug of the function's: asking over
    /// such an exchange fails with an <c>InvalidOperationException</c> that says so.</summary>
    /// <param name="ask">Asks for a token under the cancellation token.</param>
    let ofFunc (ask: TokenRequest -> CancellationToken -> Task<Result<Token, OAuthError>>) : TokenExchange =
        TokenExchange(fun request cancellationToken -> ask request cancellationToken |> Bridge.toEitherTask "TokenExchange.ofFunc")

    /// <summary>An exchange that asks by this computation, whose ambient token is the caller's cancellation token.</summary>
    /// <param name="ask">Asks for a token.</param>
    let ofAsync (ask: TokenRequest -> Async<Result<Token, OAuthError>>) : TokenExchange =
        TokenExchange(fun request cancellationToken ->
            Bridge.startAsTask (ask request) cancellationToken
            |> Bridge.toEitherTask "TokenExchange.ofAsync")

    /// <summary>Asks for a token over an exchange. With <c>ofFunc</c>, the way to wrap one exchange in another.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    let toFunc (exchange: TokenExchange) (request: TokenRequest) (cancellationToken: CancellationToken) : Task<Result<Token, OAuthError>> =
        exchange.Invoke(request, cancellationToken)
        |> Bridge.toResultTask "token exchange"

    /// <summary>Asks for a token over an exchange, under the ambient token of <c>async</c>.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="request">The request.</param>
    let toAsync (exchange: TokenExchange) (request: TokenRequest) : Async<Result<Token, OAuthError>> =
        Bridge.toAsync (toFunc exchange request)
