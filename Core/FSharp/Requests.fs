namespace PodioOAuth.Functional

open PodioOAuth.Functional.Serving

/// <summary>The cases of <c>Grant</c>, available wherever the namespace is opened.</summary>
[<AutoOpen>]
module GrantPattern =

    /// <summary>The four grants, with the arguments of their factories: <c>AuthorizationCode(code, redirectUri)</c> with an optional
    /// redirect URI, <c>Password(username, password)</c>, <c>App(appId, appToken)</c>, <c>RefreshToken refreshToken</c>.</summary>
    let (|AuthorizationCode|Password|App|RefreshToken|) (grant: Grant) =
        grant.Match(
            authorizationCode = (fun case -> AuthorizationCode(case.Code, Option.ofObj case.RedirectUri)),
            password = (fun case -> Password(case.Username, case.Password)),
            app = (fun case -> App(case.AppId, case.AppToken)),
            refreshToken = (fun case -> RefreshToken case.RefreshToken)
        )

/// <summary>Functions over <c>TokenRequest</c>: the client, the grant and the wire format. A null request, or a null in it, is reported as
/// a field error.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenRequest =

    /// <summary>Returns the same request in another wire format, and so for another endpoint (PODIO 1.2, 1.3).</summary>
    let withFormat (format: WireFormat) (request: TokenRequest) : TokenRequest =
        TokenRequest(request.Client, request.Grant, format)

    /// <summary>Returns the request if every field is valid; otherwise, <c>InvalidInput</c> with every invalid field.</summary>
    let validate (request: TokenRequest) : Result<TokenRequest, OAuthError> =
        TokenRequest.Validate request |> Either.toResult

    /// <summary>Validates and encodes the request. Deterministic and injective.</summary>
    let encode (request: TokenRequest) : Result<FormRequest, OAuthError> =
        TokenRequest.Encode request |> Either.toResult

    /// <summary>Decodes a request that <c>encode</c> wrote: its left inverse.</summary>
    let decode (request: FormRequest) : Result<TokenRequest, OAuthError> =
        TokenRequest.Decode request |> Either.toResult

    /// <summary>Decodes a request that a server received, in any form that a correct client may send. Encoding it again gives the canonical
    /// form.</summary>
    let decodeReceived (request: ReceivedRequest) : Result<TokenRequest, OAuthError> =
        TokenRequest.Decode request |> Either.toResult

/// <summary>The code that a user provides in addition to the password.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module SecondFactor =

    /// <summary><c>SecondFactor.OneTimeCode code</c>, <c>SecondFactor.RecoveryCode code</c>.</summary>
    let (|OneTimeCode|RecoveryCode|) (factor: SecondFactor) =
        factor.Match(oneTimeCode = (fun case -> OneTimeCode case.Code), recoveryCode = (fun case -> RecoveryCode case.Code))

/// <summary>Functions over <c>SecondFactorRequest</c>: the answer to the challenge of a <c>SecondFactorRequired</c> error (PODIO
/// 3.8).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module SecondFactorRequest =

    /// <summary>Returns the request that answers the challenge with the code that the user's authenticator shows now.</summary>
    let ofOneTimeCode (code: Secret) (challenge: SecondFactorChallenge) : SecondFactorRequest = challenge.WithOneTimeCode code

    /// <summary>Returns the request that answers the challenge with one of the user's recovery codes.</summary>
    let ofRecoveryCode (code: Secret) (challenge: SecondFactorChallenge) : SecondFactorRequest = challenge.WithRecoveryCode code

    /// <summary>Returns the request if every field is valid; otherwise, <c>InvalidInput</c> with every invalid field.</summary>
    let validate (request: SecondFactorRequest) : Result<SecondFactorRequest, OAuthError> =
        SecondFactorRequest.Validate request |> Either.toResult

    /// <summary>Validates and encodes the request.</summary>
    let encode (request: SecondFactorRequest) : Result<FormRequest, OAuthError> =
        SecondFactorRequest.Encode request |> Either.toResult

    /// <summary>Decodes a request that <c>encode</c> wrote: its left inverse.</summary>
    let decode (request: FormRequest) : Result<SecondFactorRequest, OAuthError> =
        SecondFactorRequest.Decode request |> Either.toResult

    /// <summary>Decodes a request that a server received.</summary>
    let decodeReceived (request: ReceivedRequest) : Result<SecondFactorRequest, OAuthError> =
        SecondFactorRequest.Decode request |> Either.toResult
