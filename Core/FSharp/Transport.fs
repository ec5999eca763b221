namespace PodioOAuth.Functional

open System.Threading
open System.Threading.Tasks

/// <summary>Where Podio is. The public endpoint is <c>PodioEndpoint.Default</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module PodioEndpoint =

    /// <summary>Creates an endpoint from the base address of an API, which must be absolute, use https (or http to loopback), and have no
    /// user information, query or fragment. A base path such as <c>/podio</c> is kept; null, the value of an unset variable, is a field
    /// error. The authorize page is <c>oauth/authorize</c> below it, on the host without a leading <c>api.</c></summary>
    let create (api: string | null) : Result<PodioEndpoint, OAuthError> =
        PodioEndpoint.Create api |> Either.toResult

    /// <summary>Like <c>create</c>, with the address of the authorize page, which is checked in the same way.</summary>
    let createWith (authorize: string) (api: string | null) : Result<PodioEndpoint, OAuthError> =
        PodioEndpoint.Create(api, authorize) |> Either.toResult

/// <summary>Transports from F# functions, and back: they send a request and return the reply.</summary>
/// <remarks>
/// Any status is a reply, not an error. A transport returns <c>Error</c> if no complete reply arrived (<c>OAuthError.Unreachable</c>), and
/// throws only the <c>OperationCanceledException</c> of the caller's own cancellation. A null task, or a null in its Result, is a bug in
/// the function: an <c>InvalidOperationException</c> reports it.
/// </remarks>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Transport =

    /// <summary>Creates a transport that sends with this function.</summary>
    let ofFunc (send: FormRequest -> CancellationToken -> Task<Result<HttpReply, OAuthError>>) : Transport =
        Transport(fun request cancellationToken ->
            send request cancellationToken
            |> Either.ofTaskResultFrom "The function given to Transport.ofFunc returned")

    /// <summary>Creates a transport that sends with this computation, whose ambient cancellation token is the caller's.</summary>
    let ofAsync (send: FormRequest -> Async<Result<HttpReply, OAuthError>>) : Transport =
        Transport(fun request ->
            send request
            |> Either.ofAsyncResultFrom "The function given to Transport.ofAsync returned")

    /// <summary>Sends a request over a transport. Together with <c>ofFunc</c>, the way to wrap one transport in another.</summary>
    let toFunc (transport: Transport) (request: FormRequest) (cancellationToken: CancellationToken) : Task<Result<HttpReply, OAuthError>> =
        transport.Invoke(request, cancellationToken)
        |> Either.toTaskResultFrom "The transport returned"

    /// <summary>Sends a request over a transport, with the ambient cancellation token of <c>async</c>.</summary>
    let toAsync (transport: Transport) (request: FormRequest) : Async<Result<HttpReply, OAuthError>> =
        Either.startAsync (toFunc transport request)

/// <summary>Token exchanges from F# functions, and back: a transport with Core around it, which decorators wrap. Null from the function is
/// the same bug as for <c>Transport</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenExchange =

    /// <summary>Returns the exchange over a transport: encode, send, parse.</summary>
    let ofTransport (transport: Transport) : TokenExchange = transport.ToTokenExchange()

    /// <summary>Creates an exchange from this function.</summary>
    let ofFunc (ask: TokenRequest -> CancellationToken -> Task<Result<Token, OAuthError>>) : TokenExchange =
        TokenExchange(fun request cancellationToken ->
            ask request cancellationToken
            |> Either.ofTaskResultFrom "The function given to TokenExchange.ofFunc returned")

    /// <summary>Creates an exchange from this computation, whose ambient cancellation token is the caller's.</summary>
    let ofAsync (ask: TokenRequest -> Async<Result<Token, OAuthError>>) : TokenExchange =
        TokenExchange(fun request ->
            ask request
            |> Either.ofAsyncResultFrom "The function given to TokenExchange.ofAsync returned")

    /// <summary>Requests a token over an exchange. Together with <c>ofFunc</c>, the way to wrap one exchange in another.</summary>
    let toFunc (exchange: TokenExchange) (request: TokenRequest) (cancellationToken: CancellationToken) : Task<Result<Token, OAuthError>> =
        exchange.Invoke(request, cancellationToken)
        |> Either.toTaskResultFrom "The token exchange returned"

    /// <summary>Requests a token over an exchange, with the ambient cancellation token of <c>async</c>.</summary>
    let toAsync (exchange: TokenExchange) (request: TokenRequest) : Async<Result<Token, OAuthError>> =
        Either.startAsync (toFunc exchange request)

/// <summary>Requests tokens from Podio: encode, send, parse.</summary>
/// <remarks>
/// <para>An invalid request isn't sent. Errors are values; exceptions are bugs (<c>ArgumentNullException</c> for a null transport,
/// <c>InvalidOperationException</c> for a transport that returns null) or the caller's own cancellation
/// (<c>OperationCanceledException</c>).</para>
/// <para>The ambient cancellation token of <c>async</c> cancels a computation. For a task with a cancellation token, use the C# method,
/// whose last parameter it is: <c>podio.RequestTokenAsync(request, cancellationToken) |> Either.toTaskResult</c>.</para>
/// </remarks>
module Podio =

    /// <summary>Requests a token.</summary>
    let requestToken (transport: Transport) (request: TokenRequest) : Task<Result<Token, OAuthError>> =
        transport.RequestTokenAsync request |> Either.toTaskResult

    /// <summary>Requests a token as a computation.</summary>
    let requestTokenAsync (transport: Transport) (request: TokenRequest) : Async<Result<Token, OAuthError>> =
        Either.toAsyncResult (fun cancellationToken -> transport.RequestTokenAsync(request, cancellationToken))

    /// <summary>Answers the challenge of a <c>SecondFactorRequired</c> error (PODIO 3.8).</summary>
    let verifySecondFactor (transport: Transport) (request: SecondFactorRequest) : Task<Result<Token, OAuthError>> =
        transport.VerifySecondFactorAsync request |> Either.toTaskResult

    /// <summary>Answers the challenge of a <c>SecondFactorRequired</c> error as a computation.</summary>
    let verifySecondFactorAsync (transport: Transport) (request: SecondFactorRequest) : Async<Result<Token, OAuthError>> =
        Either.toAsyncResult (fun cancellationToken -> transport.VerifySecondFactorAsync(request, cancellationToken))
