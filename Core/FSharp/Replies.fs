namespace PodioOAuth.Functional

open System

/// <summary>Functions and patterns for the account that a token belongs to.</summary>
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

/// <summary>Functions over <c>Token</c>, which is the last argument. What a reply may leave out is an option.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Token =

    /// <summary>The access token's lifetime, at most 100 years; zero or negative if it has already expired. None if the reply didn't say:
    /// then renew only after a 401 (PODIO 7.11).</summary>
    let lifetime (token: Token) : TimeSpan option = Option.ofNullable token.Lifetime

    /// <summary>The refresh token, if the reply contained one.</summary>
    let refreshToken (token: Token) : Secret option = Option.ofObj token.RefreshToken

    /// <summary>The granted scope as the server wrote it, if the reply contained one.</summary>
    let scope (token: Token) : string option = Option.ofObj token.Scope

    /// <summary>The value of the <c>Authorization</c> header of an API call: <c>OAuth2</c> and the access token in plain text (PODIO
    /// 5.1).</summary>
    /// <remarks>The packages <c>PodioOAuth.Functional.HttpClient</c> and <c>….Flurl</c> set it on a request, in scripts too:
    /// <c>request.WithPodioToken(token)</c>.</remarks>
    let revealAuthorizationHeader (token: Token) : string = token.RevealAuthorizationHeader()

    /// <summary>The instant at which the access token expires. None if its lifetime is unknown. Saturates.</summary>
    /// <param name="requestedAt">The instant before the request was sent: a later one would overstate the remaining lifetime.</param>
    /// <param name="token">The token.</param>
    let expiresAt (requestedAt: DateTimeOffset) (token: Token) : DateTimeOffset option =
        token.ExpiresAt requestedAt |> Option.ofNullable

    /// <summary>Returns whether the access token is known to have expired at the instant <c>now</c>. False if its lifetime is
    /// unknown.</summary>
    let isExpired (requestedAt: DateTimeOffset) (now: DateTimeOffset) (token: Token) : bool = token.IsExpired(requestedAt, now)

    /// <summary>Returns the token to continue with after a refresh: the renewed one, with whatever the refresh reply left out taken from
    /// the old one. Use it as <c>old |> Token.renewedBy renewed</c>.</summary>
    let renewedBy (renewed: Token) (token: Token) : Token = token.RenewedBy renewed

/// <summary>Parses replies of the token endpoint.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenReply =

    /// <summary>Returns the token in a reply, or which error the reply is. Pure; never throws, whatever the status and the bytes.</summary>
    let parse (reply: HttpReply) : Result<Token, OAuthError> =
        TokenReply.Parse reply |> Either.toResult

/// <summary>Reads what replies of Podio's API to a call with a token say about that token.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module ApiReply =

    /// <summary>Returns which error a reply is; <c>None</c> for 2xx.</summary>
    let errorOf (reply: HttpReply) : OAuthError option = ApiReply.ErrorOf reply |> Option.ofObj

    /// <summary>Returns whether the error of an API call says that the access token isn't valid, so that renewing it once may help (PODIO
    /// 4.14).</summary>
    let isTokenRejected (error: OAuthError) : bool = ApiReply.IsTokenRejected error

    /// <summary>Returns what a token may access: the reply of <c>GET /oauth/scope</c> (PODIO 1.14).</summary>
    let parseScope (reply: HttpReply) : Result<string, OAuthError> =
        ApiReply.ParseScope reply |> Either.toResult
