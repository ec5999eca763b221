namespace PodioOAuth.Functional

open System

/// <summary>Functions over <c>PodioScope</c>: what a token may access (PODIO 2.14).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module PodioScope =

    /// <summary>Parses a scope as Podio writes it. Null or empty gives <c>PodioScope.All</c>; each invalid pair is a field error.</summary>
    let parse (text: string | null) : Result<PodioScope, OAuthError> =
        PodioScope.Parse text |> Either.toResult

    /// <summary>Returns whether every pair of the first scope is known to be included in a pair of the last one (PODIO 2.15). False means
    /// "not known".</summary>
    let covers (other: PodioScope) (scope: PodioScope) : bool = scope.Covers other

/// <summary>Functions over <c>AuthorizationRequest</c>: what Podio's page asks a user to agree to (PODIO 1.8).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module AuthorizationRequest =

    /// <summary>The requested scope, if there is one.</summary>
    let scope (request: AuthorizationRequest) : PodioScope option = Option.ofObj request.Scope

    /// <summary>Returns the same request with another scope.</summary>
    let withScope (scope: PodioScope) (request: AuthorizationRequest) : AuthorizationRequest =
        AuthorizationRequest(request.ClientId, request.RedirectUri, request.State, request.ResponseType, scope)

    /// <summary>Returns the request if every field is valid; otherwise, <c>InvalidInput</c> with every invalid field. A null request, or a
    /// null in it, is reported as a field error.</summary>
    let validate (request: AuthorizationRequest) : Result<AuthorizationRequest, OAuthError> =
        AuthorizationRequest.Validate request |> Either.toResult

    /// <summary>Validates the request and returns it as the address of Podio's authorize page. The address contains the state: send it to
    /// the user's browser, and don't log it.</summary>
    let toUri (endpoint: PodioEndpoint) (request: AuthorizationRequest) : Result<Uri, OAuthError> =
        request.ToUri endpoint |> Either.toResult

/// <summary>The result of the authorize step (PODIO 1.10, 1.11).</summary>
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

    /// <summary>Parses the query and fragment that came back. Never throws; without the state that was sent, nothing is granted.</summary>
    /// <param name="expectedState">The state that was sent, taken from the user's own session.</param>
    /// <param name="query">The query, with or without its <c>?</c>; null for none.</param>
    /// <param name="fragment">The fragment, with or without its <c>#</c>; null for none. A server never receives one.</param>
    let parse (expectedState: Secret) (query: string | null) (fragment: string | null) : AuthorizationCallback =
        AuthorizationCallback.Parse(expectedState, query, fragment)

    /// <summary>Parses the query and fragment of a complete address, such as one that a user copies from the browser. Never
    /// throws.</summary>
    let parseAddress (expectedState: Secret) (address: string | null) : AuthorizationCallback =
        AuthorizationCallback.ParseAddress(expectedState, address)

    /// <summary>Returns the address that an authorization server redirects the browser to: the redirect URI of the request with this result
    /// and the request's state. The address contains the code or the token: send it to the browser, and don't log it.</summary>
    let toRedirect (request: AuthorizationRequest) (callback: AuthorizationCallback) : Result<string, OAuthError> =
        callback.ToRedirect(request.RedirectUri, request.State, request.ResponseType)
        |> Either.toResult

    /// <summary>Returns a sentence or two in English that describe the result. Contains no secret, no text that the server wrote and no
    /// line break.</summary>
    let describe (callback: AuthorizationCallback) : string = callback.Describe()
