namespace PodioOAuth.Functional

open System.Threading
open System.Threading.Tasks

/// <summary>Transports made of F# functions, and back: what sends a request and gives the reply.</summary>
/// <remarks>
/// Any status is a reply, not an error. A transport answers <c>Error</c> where no whole reply came (<c>OAuthError.Unreachable</c>), and
/// throws only the <c>OperationCanceledException</c> of the caller's own cancellation.
/// </remarks>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Transport =

    /// <summary>A transport that sends by this function. Null instead of a task, or within its Result, is a bug of the function's: asking
    /// over such a transport fails with an <c>InvalidOperationException</c> that says so.</summary>
    /// <param name="send">Sends the request under the cancellation token.</param>
    let ofFunc (send: FormRequest -> CancellationToken -> Task<Result<HttpReply, OAuthError>>) : Transport =
        Transport(fun request cancellationToken -> send request cancellationToken |> Bridge.toEitherTask "Transport.ofFunc")

    /// <summary>A transport that sends by this computation, whose ambient token is the caller's cancellation token.</summary>
    /// <param name="send">Sends the request.</param>
    let ofAsync (send: FormRequest -> Async<Result<HttpReply, OAuthError>>) : Transport =
        Transport(fun request cancellationToken ->
            Bridge.startAsTask (send request) cancellationToken
            |> Bridge.toEitherTask "Transport.ofAsync")

    /// <summary>Sends a request over a transport. With <c>ofFunc</c>, the way to wrap one transport in another.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="request">What to send.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    let toFunc (transport: Transport) (request: FormRequest) (cancellationToken: CancellationToken) : Task<Result<HttpReply, OAuthError>> =
        transport.Invoke(request, cancellationToken) |> Bridge.toResultTask "transport"

    /// <summary>Sends a request over a transport, under the ambient token of <c>async</c>.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="request">What to send.</param>
    let toAsync (transport: Transport) (request: FormRequest) : Async<Result<HttpReply, OAuthError>> =
        Bridge.toAsync (toFunc transport request)
