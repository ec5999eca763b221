namespace PodioOAuth.Functional

open System.Threading
open System.Threading.Tasks

/// <summary>Asking Podio for a token: encode, send, parse.</summary>
/// <remarks>
/// A request that is invalid is not sent. Errors are values; exceptions are bugs (<c>ArgumentNullException</c> for a null transport,
/// <c>InvalidOperationException</c> for a transport that answers with null) or the caller's own cancellation
/// (<c>OperationCanceledException</c>).
/// </remarks>
module Podio =

    /// <summary>Asks for a token, and gives up when cancelled.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="transport">What sends the request.</param>
    /// <param name="request">The request.</param>
    let requestTokenWith
        (cancellationToken: CancellationToken)
        (transport: Transport)
        (request: TokenRequest)
        : Task<Result<Token, OAuthError>> =
        transport.RequestTokenAsync(request, cancellationToken)
        |> Bridge.toResultTask "transport"

    /// <summary>Asks for a token.</summary>
    /// <param name="transport">What sends the request.</param>
    /// <param name="request">The request.</param>
    let requestToken (transport: Transport) (request: TokenRequest) : Task<Result<Token, OAuthError>> =
        requestTokenWith CancellationToken.None transport request

    /// <summary>Asks for a token as a computation: the ambient token of <c>async</c> cancels it.</summary>
    /// <param name="transport">What sends the request.</param>
    /// <param name="request">The request.</param>
    let requestTokenAsync (transport: Transport) (request: TokenRequest) : Async<Result<Token, OAuthError>> =
        Bridge.toAsync (fun cancellationToken -> requestTokenWith cancellationToken transport request)

    /// <summary>Answers the challenge of a <c>SecondFactorRequired</c> error (PODIO 3.8), and gives up when cancelled.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="transport">What sends the request.</param>
    /// <param name="request">The request.</param>
    let verifySecondFactorWith
        (cancellationToken: CancellationToken)
        (transport: Transport)
        (request: SecondFactorRequest)
        : Task<Result<Token, OAuthError>> =
        transport.VerifySecondFactorAsync(request, cancellationToken)
        |> Bridge.toResultTask "transport"

    /// <summary>Answers the challenge of a <c>SecondFactorRequired</c> error.</summary>
    /// <param name="transport">What sends the request.</param>
    /// <param name="request">The request.</param>
    let verifySecondFactor (transport: Transport) (request: SecondFactorRequest) : Task<Result<Token, OAuthError>> =
        verifySecondFactorWith CancellationToken.None transport request

    /// <summary>Answers the challenge of a <c>SecondFactorRequired</c> error as a computation: the ambient token of <c>async</c> cancels
    /// it.</summary>
    /// <param name="transport">What sends the request.</param>
    /// <param name="request">The request.</param>
    let verifySecondFactorAsync (transport: Transport) (request: SecondFactorRequest) : Async<Result<Token, OAuthError>> =
        Bridge.toAsync (fun cancellationToken -> verifySecondFactorWith cancellationToken transport request)

    /// <summary>Asks a provider, such as a token source, for a token that is good now, and gives up waiting when cancelled.</summary>
    /// <param name="cancellationToken">Cancels the caller's wait, and nothing else.</param>
    /// <param name="provider">The provider.</param>
    let getTokenWith (cancellationToken: CancellationToken) (provider: TokenProvider) : Task<Result<Token, TokenSourceError>> =
        provider.Invoke cancellationToken |> Bridge.toResultTask "token provider"

    /// <summary>Asks a provider, such as a token source, for a token that is good now: <c>source.ToTokenProvider() |> Podio.getToken</c>.</summary>
    /// <param name="provider">The provider.</param>
    let getToken (provider: TokenProvider) : Task<Result<Token, TokenSourceError>> =
        getTokenWith CancellationToken.None provider

    /// <summary>Asks a provider for a token as a computation: the ambient token of <c>async</c> cancels the wait.</summary>
    /// <param name="provider">The provider.</param>
    let getTokenAsync (provider: TokenProvider) : Async<Result<Token, TokenSourceError>> =
        Bridge.toAsync (fun cancellationToken -> getTokenWith cancellationToken provider)

    /// <summary>Makes a call of Podio's API, such as <c>client.ToGetPodioScope()</c>, and gives up when cancelled.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="call">The call.</param>
    let callWith (cancellationToken: CancellationToken) (call: PodioCall<'Value>) : Task<Result<'Value, TokenSourceError>> =
        call.Invoke cancellationToken |> Bridge.toResultTask "call"

    /// <summary>Makes a call of Podio's API.</summary>
    /// <param name="call">The call.</param>
    let call (call: PodioCall<'Value>) : Task<Result<'Value, TokenSourceError>> = callWith CancellationToken.None call

    /// <summary>Makes a call of Podio's API as a computation: the ambient token of <c>async</c> cancels it.</summary>
    /// <param name="call">The call.</param>
    let callAsync (call: PodioCall<'Value>) : Async<Result<'Value, TokenSourceError>> =
        Bridge.toAsync (fun cancellationToken -> callWith cancellationToken call)
