namespace PodioOAuth.Functional

/// <summary>Reads replies of Podio's API to a call that had a token: what they say of the token, and no more.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module ApiReply =

    /// <summary>Which error a reply is; <c>None</c> for 2xx.</summary>
    /// <param name="reply">The reply.</param>
    let errorOf (reply: HttpReply) : OAuthError option = ApiReply.ErrorOf reply |> Option.ofObj

    /// <summary>Whether the error says that the access token is no good, so that renewing it once may help (PODIO 4.14).</summary>
    /// <param name="error">The error of an API call.</param>
    let isTokenRefused (error: OAuthError) : bool = ApiReply.IsTokenRefused error

    /// <summary>What a token may touch: the reply of <c>GET /oauth/scope</c> (PODIO 1.14).</summary>
    /// <param name="reply">The reply.</param>
    let parseScope (reply: HttpReply) : Result<string, OAuthError> =
        ApiReply.ParseScope reply |> Bridge.toResult
