namespace PodioOAuth.Functional

open System.Threading
open System.Threading.Tasks

/// <summary>Where Podio is. The public one is <c>PodioEndpoint.Default</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module PodioEndpoint =

    /// <summary>Checks the base address of an API: absolute, https or http to loopback, without user information, query or fragment. A base
    /// path such as <c>/podio</c> is kept; null, as an unset variable gives, is a field error. The authorize page is
    /// <c>oauth/authorize</c> below it, on the host without a leading <c>api.</c></summary>
    let create (api: string | null) : Result<PodioEndpoint, OAuthError> =
        PodioEndpoint.Create api |> Either.toResult

    /// <summary>As <c>create</c>, with the address of the authorize page, which is checked like the other.</summary>
    let createWith (authorize: string) (api: string | null) : Result<PodioEndpoint, OAuthError> =
        PodioEndpoint.Create(api, authorize) |> Either.toResult

/// <summary>Transports made of F# functions, and back: what sends a request and gives the reply.</summary>
/// <remarks>
/// Any status is a reply, not an error. A transport answers <c>Error</c> where no whole reply came (<c>OAuthError.Unreachable</c>), and
/// throws only the <c>OperationCanceledException</c> of the caller's own cancellation. Null from the function, in place of a task or within
/// its Result, is a bug of the function: an <c>InvalidOperationException</c> says so.
/// </remarks>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Transport =

    /// <summary>A transport that sends by this function.</summary>
    let ofFunc (send: FormRequest -> CancellationToken -> Task<Result<HttpReply, OAuthError>>) : Transport =
        Transport(fun request cancellationToken ->
            send request cancellationToken
            |> Either.ofTaskResultFrom "The function given to Transport.ofFunc returned")

    /// <summary>A transport that sends by this computation, whose ambient token is the caller's cancellation token.</summary>
    let ofAsync (send: FormRequest -> Async<Result<HttpReply, OAuthError>>) : Transport =
        Transport(fun request ->
            send request
            |> Either.ofAsyncResultFrom "The function given to Transport.ofAsync returned")

    /// <summary>Sends a request over a transport. With <c>ofFunc</c>, the way to wrap one transport in another.</summary>
    let toFunc (transport: Transport) (request: FormRequest) (cancellationToken: CancellationToken) : Task<Result<HttpReply, OAuthError>> =
        transport.Invoke(request, cancellationToken)
        |> Either.toTaskResultFrom "The transport returned"

    /// <summary>Sends a request over a transport, under the ambient token of <c>async</c>.</summary>
    let toAsync (transport: Transport) (request: FormRequest) : Async<Result<HttpReply, OAuthError>> =
        Either.startAsync (toFunc transport request)

/// <summary>Token exchanges made of F# functions, and back: a transport with Core around it, what decorators wrap. Null from the function
/// is the same bug as for <c>Transport</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenExchange =

    /// <summary>The exchange over a transport: encode, send, parse.</summary>
    let ofTransport (transport: Transport) : TokenExchange = transport.ToTokenExchange()

    /// <summary>An exchange that asks by this function.</summary>
    let ofFunc (ask: TokenRequest -> CancellationToken -> Task<Result<Token, OAuthError>>) : TokenExchange =
        TokenExchange(fun request cancellationToken ->
            ask request cancellationToken
            |> Either.ofTaskResultFrom "The function given to TokenExchange.ofFunc returned")

    /// <summary>An exchange that asks by this computation, whose ambient token is the caller's cancellation token.</summary>
    let ofAsync (ask: TokenRequest -> Async<Result<Token, OAuthError>>) : TokenExchange =
        TokenExchange(fun request ->
            ask request
            |> Either.ofAsyncResultFrom "The function given to TokenExchange.ofAsync returned")

    /// <summary>Asks for a token over an exchange. With <c>ofFunc</c>, the way to wrap one exchange in another.</summary>
    let toFunc (exchange: TokenExchange) (request: TokenRequest) (cancellationToken: CancellationToken) : Task<Result<Token, OAuthError>> =
        exchange.Invoke(request, cancellationToken)
        |> Either.toTaskResultFrom "The token exchange returned"

    /// <summary>Asks for a token over an exchange, under the ambient token of <c>async</c>.</summary>
    let toAsync (exchange: TokenExchange) (request: TokenRequest) : Async<Result<Token, OAuthError>> =
        Either.startAsync (toFunc exchange request)

/// <summary>Asking Podio for a token: encode, send, parse.</summary>
/// <remarks>
/// <para>A request that is invalid is not sent. Errors are values; exceptions are bugs (<c>ArgumentNullException</c> for a null transport,
/// <c>InvalidOperationException</c> for a transport that answers with null) or the caller's own cancellation
/// (<c>OperationCanceledException</c>).</para>
/// <para>The ambient token of <c>async</c> cancels a computation. A task under a cancellation token is the method of C#, whose last
/// parameter it is: <c>podio.RequestTokenAsync(request, cancellationToken) |> Either.toTaskResult</c>.</para>
/// </remarks>
module Podio =

    /// <summary>Asks for a token.</summary>
    let requestToken (transport: Transport) (request: TokenRequest) : Task<Result<Token, OAuthError>> =
        transport.RequestTokenAsync request |> Either.toTaskResult

    /// <summary>Asks for a token as a computation.</summary>
    let requestTokenAsync (transport: Transport) (request: TokenRequest) : Async<Result<Token, OAuthError>> =
        Either.toAsyncResult (fun cancellationToken -> transport.RequestTokenAsync(request, cancellationToken))

    /// <summary>Answers the challenge of a <c>SecondFactorRequired</c> error (PODIO 3.8).</summary>
    let verifySecondFactor (transport: Transport) (request: SecondFactorRequest) : Task<Result<Token, OAuthError>> =
        transport.VerifySecondFactorAsync request |> Either.toTaskResult

    /// <summary>Answers the challenge of a <c>SecondFactorRequired</c> error as a computation.</summary>
    let verifySecondFactorAsync (transport: Transport) (request: SecondFactorRequest) : Async<Result<Token, OAuthError>> =
        Either.toAsyncResult (fun cancellationToken -> transport.VerifySecondFactorAsync(request, cancellationToken))
