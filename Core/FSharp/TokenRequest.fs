namespace PodioOAuth.Functional

/// <summary>Functions over <c>TokenRequest</c>: who asks, by which grant, written how.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenRequest =

    /// <summary>The same request in another wire format, and so to another endpoint (PODIO 1.2, 1.3).</summary>
    /// <param name="format">The wire format.</param>
    /// <param name="request">The request.</param>
    let withFormat (format: WireFormat) (request: TokenRequest) : TokenRequest =
        TokenRequest(request.Client, request.Grant, format)

    /// <summary>The request itself if every field is valid, else <c>InvalidInput</c> with every field that is not.</summary>
    /// <param name="request">The request. Null, or null within it, is a field error like any other.</param>
    let validate (request: TokenRequest) : Result<TokenRequest, OAuthError> =
        TokenRequest.Validate request |> Bridge.toResult

    /// <summary>Validates the request and writes it. Deterministic and injective.</summary>
    /// <param name="request">The request. Null, or null within it, is a field error like any other.</param>
    let encode (request: TokenRequest) : Result<FormRequest, OAuthError> =
        TokenRequest.Encode request |> Bridge.toResult

    /// <summary>Reads a request back from what <c>encode</c> wrote: its left inverse.</summary>
    /// <param name="request">The encoded request.</param>
    let decode (request: FormRequest) : Result<TokenRequest, OAuthError> =
        TokenRequest.Decode request |> Bridge.toResult

    /// <summary>Reads a request from what a server received, as any correct client may send it. Encoding it again gives the canonical
    /// form.</summary>
    /// <param name="request">What the server received.</param>
    let decodeReceived (request: ReceivedRequest) : Result<TokenRequest, OAuthError> =
        TokenRequest.Decode request |> Bridge.toResult
