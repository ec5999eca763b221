namespace PodioOAuth.Functional

/// <summary>Functions over <c>SecondFactorRequest</c>: the answer to the challenge of a <c>SecondFactorRequired</c> error (PODIO 3.8).</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module SecondFactorRequest =

    /// <summary>The answer by the code that the user's authenticator shows now.</summary>
    /// <param name="code">The code.</param>
    /// <param name="challenge">The challenge of the error.</param>
    let ofOneTimeCode (code: Secret) (challenge: SecondFactorChallenge) : SecondFactorRequest = challenge.WithOneTimeCode code

    /// <summary>The answer by one of the user's recovery codes.</summary>
    /// <param name="code">The code.</param>
    /// <param name="challenge">The challenge of the error.</param>
    let ofRecoveryCode (code: Secret) (challenge: SecondFactorChallenge) : SecondFactorRequest = challenge.WithRecoveryCode code

    /// <summary>The request itself if every field is valid, else <c>InvalidInput</c> with every field that is not.</summary>
    /// <param name="request">The request. Null, or null within it, is a field error like any other.</param>
    let validate (request: SecondFactorRequest) : Result<SecondFactorRequest, OAuthError> =
        SecondFactorRequest.Validate request |> Bridge.toResult

    /// <summary>Validates the request and writes it.</summary>
    /// <param name="request">The request. Null, or null within it, is a field error like any other.</param>
    let encode (request: SecondFactorRequest) : Result<FormRequest, OAuthError> =
        SecondFactorRequest.Encode request |> Bridge.toResult

    /// <summary>Reads a request back from what <c>encode</c> wrote: its left inverse.</summary>
    /// <param name="request">The encoded request.</param>
    let decode (request: FormRequest) : Result<SecondFactorRequest, OAuthError> =
        SecondFactorRequest.Decode request |> Bridge.toResult

    /// <summary>Reads a request from what a server received.</summary>
    /// <param name="request">What the server received.</param>
    let decodeReceived (request: ReceivedRequest) : Result<SecondFactorRequest, OAuthError> =
        SecondFactorRequest.Decode request |> Bridge.toResult
