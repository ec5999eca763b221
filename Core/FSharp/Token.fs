namespace PodioOAuth.Functional

open System

/// <summary>Functions over <c>Token</c>, the token last. What a reply may leave out is an option.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Token =

    /// <summary>How long the access token lives. None where the reply did not say: then renew on a 401 only (PODIO 7.11). Zero or
    /// less: it has already expired. Never above 100 years.</summary>
    /// <param name="token">The token.</param>
    let lifetime (token: Token) : TimeSpan option = Option.ofNullable token.Lifetime

    /// <summary>The refresh token, if the reply held one.</summary>
    /// <param name="token">The token.</param>
    let refreshToken (token: Token) : Secret option = Option.ofObj token.RefreshToken

    /// <summary>The granted scope as the server wrote it, if the reply held one.</summary>
    /// <param name="token">The token.</param>
    let scope (token: Token) : string option = Option.ofObj token.Scope

    /// <summary>What goes into the <c>Authorization</c> header of an API call: <c>OAuth2</c> and the access token (PODIO
    /// 5.1).</summary>
    /// <param name="token">The token.</param>
    let authorizationHeader (token: Token) : Secret = token.AuthorizationHeader()

    /// <summary>The instant at which the access token expires. None where its lifetime is unknown. Saturates.</summary>
    /// <param name="requestedAt">The instant before the request was sent: a later one would promise life that is not there.</param>
    /// <param name="token">The token.</param>
    let expiresAt (requestedAt: DateTimeOffset) (token: Token) : DateTimeOffset option =
        token.ExpiresAt requestedAt |> Option.ofNullable

    /// <summary>Whether the access token is known to have expired. False where its lifetime is unknown.</summary>
    /// <param name="requestedAt">The instant before the request was sent.</param>
    /// <param name="now">The instant of asking.</param>
    /// <param name="token">The token.</param>
    let isExpired (requestedAt: DateTimeOffset) (now: DateTimeOffset) (token: Token) : bool = token.IsExpired(requestedAt, now)

    /// <summary>The token to go on with after a refresh: the renewed one, and from the old one whatever the refresh reply left out. So
    /// <c>old |> Token.renewedBy renewed</c>.</summary>
    /// <param name="renewed">The token that the refresh reply held.</param>
    /// <param name="token">The token before the refresh.</param>
    let renewedBy (renewed: Token) (token: Token) : Token = token.RenewedBy renewed
