namespace PodioOAuth.Functional

open System

/// <summary>Functions over <c>AuthorizationRequest</c>: what a user is asked to agree to on Podio's page (PODIO 1.8).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module AuthorizationRequest =

    /// <summary>The scope asked for, if there is one.</summary>
    /// <param name="request">The request.</param>
    let scope (request: AuthorizationRequest) : PodioScope option = Option.ofObj request.Scope

    /// <summary>The same request for another scope.</summary>
    /// <param name="scope">What the token may touch.</param>
    /// <param name="request">The request.</param>
    let withScope (scope: PodioScope) (request: AuthorizationRequest) : AuthorizationRequest =
        AuthorizationRequest(request.ClientId, request.RedirectUri, request.State, request.ResponseType, scope)

    /// <summary>The request itself if every field is valid, else <c>InvalidInput</c> with every field that is not.</summary>
    /// <param name="request">The request. Null, or null within it, is a field error like any other.</param>
    let validate (request: AuthorizationRequest) : Result<AuthorizationRequest, OAuthError> =
        AuthorizationRequest.Validate request |> Bridge.toResult

    /// <summary>Validates the request and writes it as the address of Podio's page. The address holds the state: it goes to the user's
    /// browser, not to a log.</summary>
    /// <param name="endpoint">Where Podio is.</param>
    /// <param name="request">The request.</param>
    let toUri (endpoint: PodioEndpoint) (request: AuthorizationRequest) : Result<Uri, OAuthError> =
        request.ToUri endpoint |> Bridge.toResult
