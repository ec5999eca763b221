namespace PodioOAuth.Functional

/// <summary>Functions over <c>AuthorizationCallback</c>: what came back from Podio's page (PODIO 1.10, 1.11). Its cases are taken apart by
/// <c>ActivePatterns</c>.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module AuthorizationCallback =

    /// <summary>Reads what came back. Total; without the state that was sent, nothing is granted.</summary>
    /// <param name="expectedState">The state that was sent, from the user's own session.</param>
    /// <param name="query">The query, with or without its <c>?</c>; null for none.</param>
    /// <param name="fragment">The fragment, with or without its <c>#</c>; null for none, as a server always has it.</param>
    let parse (expectedState: Secret) (query: string | null) (fragment: string | null) : AuthorizationCallback =
        AuthorizationCallback.Parse(expectedState, query, fragment)

    /// <summary>Reads a whole address, such as a user copies from the browser: its query and fragment. Total.</summary>
    /// <param name="expectedState">The state that was sent.</param>
    /// <param name="address">The address.</param>
    let parseAddress (expectedState: Secret) (address: string | null) : AuthorizationCallback =
        AuthorizationCallback.ParseAddress(expectedState, address)

    /// <summary>What an authorization server sends the browser back to: the redirect URI of the request with this answer and the request's
    /// state in it. The address holds the code or the token: it goes to the browser, not to a log.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="callback">The answer: a grant, a denial or a refusal.</param>
    let toRedirect (request: AuthorizationRequest) (callback: AuthorizationCallback) : Result<string, OAuthError> =
        callback.ToRedirect(request.RedirectUri, request.State, request.ResponseType)
        |> Bridge.toResult

    /// <summary>What came back, in an English sentence or two for a person. No secret, no prose of the server's, no line break.</summary>
    /// <param name="callback">The callback.</param>
    let describe (callback: AuthorizationCallback) : string = callback.Describe()
