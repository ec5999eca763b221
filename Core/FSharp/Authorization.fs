namespace PodioOAuth.Functional

open System

/// <summary>Functions over <c>PodioScope</c>: what a token may touch (PODIO 2.14).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module PodioScope =

    /// <summary>Reads a scope as Podio writes it. Null or empty is <c>PodioScope.All</c>; each pair that is not one of Podio's is a field
    /// error.</summary>
    let parse (text: string | null) : Result<PodioScope, OAuthError> =
        PodioScope.Parse text |> Either.toResult

    /// <summary>Whether every pair of the other scope is known to be included in a pair of this one, the last (PODIO 2.15). False means
    /// "not known".</summary>
    let covers (other: PodioScope) (scope: PodioScope) : bool = scope.Covers other

/// <summary>Functions over <c>AuthorizationRequest</c>: what a user is asked to agree to on Podio's page (PODIO 1.8).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module AuthorizationRequest =

    /// <summary>The scope asked for, if there is one.</summary>
    let scope (request: AuthorizationRequest) : PodioScope option = Option.ofObj request.Scope

    /// <summary>The same request for another scope.</summary>
    let withScope (scope: PodioScope) (request: AuthorizationRequest) : AuthorizationRequest =
        AuthorizationRequest(request.ClientId, request.RedirectUri, request.State, request.ResponseType, scope)

    /// <summary>The request itself if every field is valid, else <c>InvalidInput</c> with every field that is not. Null, or null within it,
    /// is a field error like any other.</summary>
    let validate (request: AuthorizationRequest) : Result<AuthorizationRequest, OAuthError> =
        AuthorizationRequest.Validate request |> Either.toResult

    /// <summary>Validates the request and writes it as the address of Podio's page. The address holds the state: it goes to the user's
    /// browser, not to a log.</summary>
    let toUri (endpoint: PodioEndpoint) (request: AuthorizationRequest) : Result<Uri, OAuthError> =
        request.ToUri endpoint |> Either.toResult

/// <summary>What came back from Podio's page (PODIO 1.10, 1.11).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module AuthorizationCallback =

    /// <summary><c>AuthorizationCallback.GrantedCode code</c>, <c>AuthorizationCallback.GrantedToken token</c>,
    /// <c>AuthorizationCallback.Denied</c>, <c>AuthorizationCallback.Rejected(code, description)</c> with an option of a description,
    /// <c>AuthorizationCallback.Forged</c>, <c>AuthorizationCallback.Malformed error</c> (a <c>FieldError</c>).</summary>
    let (|GrantedCode|GrantedToken|Denied|Rejected|Forged|Malformed|) (callback: AuthorizationCallback) =
        callback.Match(
            grantedCode = (fun case -> GrantedCode case.Code),
            grantedToken = (fun case -> GrantedToken case.Token),
            denied = (fun _ -> Denied),
            rejected = (fun case -> Rejected(case.Code, Option.ofObj case.Description)),
            forged = (fun _ -> Forged),
            malformed = (fun case -> Malformed case.Error)
        )

    /// <summary>Reads what came back. Total; without the state that was sent, nothing is granted.</summary>
    /// <param name="expectedState">The state that was sent, from the user's own session.</param>
    /// <param name="query">The query, with or without its <c>?</c>; null for none.</param>
    /// <param name="fragment">The fragment, with or without its <c>#</c>; null for none, as a server always has it.</param>
    let parse (expectedState: Secret) (query: string | null) (fragment: string | null) : AuthorizationCallback =
        AuthorizationCallback.Parse(expectedState, query, fragment)

    /// <summary>Reads the query and fragment of a whole address, such as a user copies from the browser. Total.</summary>
    let parseAddress (expectedState: Secret) (address: string | null) : AuthorizationCallback =
        AuthorizationCallback.ParseAddress(expectedState, address)

    /// <summary>Where an authorization server sends the browser with its answer, a grant, a denial or a refusal: the redirect URI of the
    /// request, with the request's state. The address holds the code or the token: it goes to the browser, not to a log.</summary>
    let toRedirect (request: AuthorizationRequest) (callback: AuthorizationCallback) : Result<string, OAuthError> =
        callback.ToRedirect(request.RedirectUri, request.State, request.ResponseType)
        |> Either.toResult

    /// <summary>What came back, in an English sentence or two for a person. No secret, no prose of the server's, no line break.</summary>
    let describe (callback: AuthorizationCallback) : string = callback.Describe()
