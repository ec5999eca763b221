namespace PodioOAuth.Functional

/// <summary>Reads replies of the token endpoint.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenReply =

    /// <summary>The token in a reply, or which error the reply is. Total and pure: never throws, whatever the status and the
    /// bytes.</summary>
    /// <param name="reply">The reply.</param>
    let parse (reply: HttpReply) : Result<Token, OAuthError> =
        TokenReply.Parse reply |> Bridge.toResult
