namespace PodioOAuth.Functional

open PodioOAuth.Functional.Serving

/// <summary>The cases of <c>Grant</c>, open wherever the namespace is.</summary>
[<AutoOpen>]
module GrantPattern =

    /// <summary>The four grants, taken apart as their factories put them together: <c>AuthorizationCode(code, redirectUri)</c> with an
    /// option of a redirect URI, <c>Password(username, password)</c>, <c>App(appId, appToken)</c>, <c>RefreshToken
    /// refreshToken</c>.</summary>
    let (|AuthorizationCode|Password|App|RefreshToken|) (grant: Grant) =
        grant.Match(
            authorizationCode = (fun case -> AuthorizationCode(case.Code, Option.ofObj case.RedirectUri)),
            password = (fun case -> Password(case.Username, case.Password)),
            app = (fun case -> App(case.AppId, case.AppToken)),
            refreshToken = (fun case -> RefreshToken case.RefreshToken)
        )

/// <summary>Functions over <c>TokenRequest</c>: who asks, by which grant, written how. Null, or null within a request, is a field error
/// like any other.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module TokenRequest =

    /// <summary>The same request in another wire format, and so to another endpoint (PODIO 1.2, 1.3).</summary>
    let withFormat (format: WireFormat) (request: TokenRequest) : TokenRequest =
        TokenRequest(request.Client, request.Grant, format)

    /// <summary>The request itself if every field is valid, else <c>InvalidInput</c> with every field that is not.</summary>
    let validate (request: TokenRequest) : Result<TokenRequest, OAuthError> =
        TokenRequest.Validate request |> Either.toResult

    /// <summary>Validates the request and writes it. Deterministic and injective.</summary>
    let encode (request: TokenRequest) : Result<FormRequest, OAuthError> =
        TokenRequest.Encode request |> Either.toResult

    /// <summary>Reads a request back from what <c>encode</c> wrote: its left inverse.</summary>
    let decode (request: FormRequest) : Result<TokenRequest, OAuthError> =
        TokenRequest.Decode request |> Either.toResult

    /// <summary>Reads a request from what a server received, as any correct client may send it. Encoding it again gives the canonical
    /// form.</summary>
    let decodeReceived (request: ReceivedRequest) : Result<TokenRequest, OAuthError> =
        TokenRequest.Decode request |> Either.toResult

/// <summary>What a user shows besides the password.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module SecondFactor =

    /// <summary><c>SecondFactor.OneTimeCode code</c>, <c>SecondFactor.RecoveryCode code</c>.</summary>
    let (|OneTimeCode|RecoveryCode|) (factor: SecondFactor) =
        factor.Match(oneTimeCode = (fun case -> OneTimeCode case.Code), recoveryCode = (fun case -> RecoveryCode case.Code))

/// <summary>Functions over <c>SecondFactorRequest</c>: the answer to the challenge of a <c>SecondFactorRequired</c> error (PODIO
/// 3.8).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module SecondFactorRequest =

    /// <summary>The answer by the code that the user's authenticator shows now.</summary>
    let ofOneTimeCode (code: Secret) (challenge: SecondFactorChallenge) : SecondFactorRequest = challenge.WithOneTimeCode code

    /// <summary>The answer by one of the user's recovery codes.</summary>
    let ofRecoveryCode (code: Secret) (challenge: SecondFactorChallenge) : SecondFactorRequest = challenge.WithRecoveryCode code

    /// <summary>The request itself if every field is valid, else <c>InvalidInput</c> with every field that is not.</summary>
    let validate (request: SecondFactorRequest) : Result<SecondFactorRequest, OAuthError> =
        SecondFactorRequest.Validate request |> Either.toResult

    /// <summary>Validates the request and writes it.</summary>
    let encode (request: SecondFactorRequest) : Result<FormRequest, OAuthError> =
        SecondFactorRequest.Encode request |> Either.toResult

    /// <summary>Reads a request back from what <c>encode</c> wrote: its left inverse.</summary>
    let decode (request: FormRequest) : Result<SecondFactorRequest, OAuthError> =
        SecondFactorRequest.Decode request |> Either.toResult

    /// <summary>Reads a request from what a server received.</summary>
    let decodeReceived (request: ReceivedRequest) : Result<SecondFactorRequest, OAuthError> =
        SecondFactorRequest.Decode request |> Either.toResult
