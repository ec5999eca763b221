namespace PodioOAuth.Functional

open System

/// <summary>Whom a token stands for.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenReference =

    /// <summary><c>TokenReference.User id</c>, <c>TokenReference.App id</c>, <c>TokenReference.Other(type, id)</c>,
    /// <c>TokenReference.None</c>.</summary>
    let (|User|App|Other|None|) (reference: TokenReference) =
        reference.Match(
            user = (fun case -> User case.Id),
            app = (fun case -> App case.Id),
            other = (fun case -> Other(case.Type, case.Id)),
            none = (fun _ -> None)
        )

/// <summary>Functions over <c>Token</c>, the token last. What a reply may leave out is an option.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Token =

    /// <summary>How long the access token lives, at most 100 years; zero or less if it has already expired. None where the reply did not
    /// say: then renew on a 401 only (PODIO 7.11).</summary>
    let lifetime (token: Token) : TimeSpan option = Option.ofNullable token.Lifetime

    /// <summary>The refresh token, if the reply held one.</summary>
    let refreshToken (token: Token) : Secret option = Option.ofObj token.RefreshToken

    /// <summary>The granted scope as the server wrote it, if the reply held one.</summary>
    let scope (token: Token) : string option = Option.ofObj token.Scope

    /// <summary>The value of the <c>Authorization</c> header of an API call: <c>OAuth2</c> and the access token, revealed (PODIO
    /// 5.1).</summary>
    /// <remarks>The packages <c>PodioOAuth.Functional.HttpClient</c> and <c>….Flurl</c> set it on a request, in scripts too:
    /// <c>request.WithPodioToken(token)</c>.</remarks>
    let revealAuthorizationHeader (token: Token) : string = token.RevealAuthorizationHeader()

    /// <summary>The instant at which the access token expires. None where its lifetime is unknown. Saturates.</summary>
    /// <param name="requestedAt">The instant before the request was sent: a later one would promise life that is not there.</param>
    /// <param name="token">The token.</param>
    let expiresAt (requestedAt: DateTimeOffset) (token: Token) : DateTimeOffset option =
        token.ExpiresAt requestedAt |> Option.ofNullable

    /// <summary>Whether the access token is known to have expired at the instant <c>now</c>. False where its lifetime is unknown.</summary>
    let isExpired (requestedAt: DateTimeOffset) (now: DateTimeOffset) (token: Token) : bool = token.IsExpired(requestedAt, now)

    /// <summary>The token to go on with after a refresh: the renewed one, and from the old one whatever the refresh reply left out. So
    /// <c>old |> Token.renewedBy renewed</c>.</summary>
    let renewedBy (renewed: Token) (token: Token) : Token = token.RenewedBy renewed

/// <summary>Reads replies of the token endpoint.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenReply =

    /// <summary>The token in a reply, or which error the reply is. Total and pure: never throws, whatever the status and the
    /// bytes.</summary>
    let parse (reply: HttpReply) : Result<Token, OAuthError> =
        TokenReply.Parse reply |> Either.toResult

/// <summary>Reads what replies of Podio's API to a call with a token say of that token.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module ApiReply =

    /// <summary>Which error a reply is; <c>None</c> for 2xx.</summary>
    let errorOf (reply: HttpReply) : OAuthError option = ApiReply.ErrorOf reply |> Option.ofObj

    /// <summary>Whether the error of an API call says that the access token is not valid, so that renewing it once may help (PODIO
    /// 4.14).</summary>
    let isTokenRejected (error: OAuthError) : bool = ApiReply.IsTokenRejected error

    /// <summary>What a token may touch: the reply of <c>GET /oauth/scope</c> (PODIO 1.14).</summary>
    let parseScope (reply: HttpReply) : Result<string, OAuthError> =
        ApiReply.ParseScope reply |> Either.toResult
