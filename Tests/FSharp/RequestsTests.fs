module PodioOAuth.Functional.FSharp.Tests.RequestsTests

open PodioOAuth.Functional.Serving
open Xunit
open FsCheck.FSharp
open FsCheck.Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

let private challenge = SecondFactorChallenge "n0nc3"

[<Property(Arbitrary = [| typeof<PodioArbitraries> |])>]
let ``decode after encode is Ok of the same request`` (specimen: Specimen) =
    let request = specimen.Request
    let back = TokenRequest.encode request |> Result.bind TokenRequest.decode

    let grant =
        match request.Grant with
        | AuthorizationCode _ -> "authorization code"
        | Password _ -> "password"
        | App _ -> "app"
        | RefreshToken _ -> "refresh token"

    back = Ok request |> Prop.collect grant

[<Property(Arbitrary = [| typeof<PodioArbitraries> |])>]
let ``decode after encode is Ok of the same second factor`` (specimen: SecondFactorSpecimen) =
    SecondFactorRequest.encode specimen.Request
    |> Result.bind SecondFactorRequest.decode
        =
        Ok specimen.Request

[<Property(Arbitrary = [| typeof<PodioArbitraries> |])>]
let ``a server that receives what was encoded reads the same request`` (specimen: Specimen) =
    let received (encoded: FormRequest) =
        ReceivedRequest("POST", encoded.Path, encoded.ContentType, null, encoded.AsMemory())

    TokenRequest.encode specimen.Request
    |> Result.map received
    |> Result.bind TokenRequest.decodeReceived
        =
        Ok specimen.Request

[<Fact>]
let ``validate gives the request itself`` () =
    TokenRequest.validate request |> shouldBe (Ok request)
    let answer = challenge.WithOneTimeCode secret
    SecondFactorRequest.validate answer |> shouldBe (Ok answer)

[<Fact>]
let ``validate, encode and decodeReceived give every field error as Error`` () =
    let expected = [ FieldNames.Username; FieldNames.Password; FieldNames.ClientSecret ]
    TokenRequest.validate invalidRequest |> fieldsOf |> shouldBe expected
    TokenRequest.encode invalidRequest |> fieldsOf |> shouldBe expected

    ReceivedRequest("GET", "/nowhere", null, null, bytes "")
    |> TokenRequest.decodeReceived
    |> fieldsOf
    |> shouldBe [ FieldNames.Method; FieldNames.Path ]

    challenge.WithOneTimeCode(Secret "")
    |> SecondFactorRequest.validate
    |> fieldsOf
    |> shouldBe [ FieldNames.OneTimeCode ]

    ReceivedRequest("POST", "/mfa/verify", "application/json", null, bytes "{}")
    |> SecondFactorRequest.decodeReceived
    |> fieldsOf
    |> shouldBe [ FieldNames.Nonce; FieldNames.OneTimeCode ]

[<Fact>]
let ``withFormat changes the format alone`` () =
    let json = request |> TokenRequest.withFormat WireFormat.Json

    json |> shouldBe (TokenRequest(request.Client, request.Grant, WireFormat.Json))

    TokenRequest.encode json |> Result.map _.Path |> shouldBe (Ok "/oauth/token/v2")

    TokenRequest.encode json
    |> bodyOf
    |> shouldBe
        $"""{{"grant_type":"app","app_id":4711,"app_token":"{secretText}","client_id":"my-client","client_secret":"{secretText}"}}"""

[<Fact>]
let ``a challenge is answered by either code`` () =
    challenge
    |> SecondFactorRequest.ofOneTimeCode (Secret "012345")
    |> SecondFactorRequest.encode
    |> bodyOf
    |> shouldBe """{"nonce":"n0nc3","otp":"012345"}"""

    challenge
    |> SecondFactorRequest.ofRecoveryCode (Secret "abcd")
    |> SecondFactorRequest.encode
    |> bodyOf
    |> shouldBe """{"nonce":"n0nc3","recoveryCode":"abcd"}"""

[<Fact>]
let ``texts become secrets as arguments, and a variable that is not set is a field error`` () =
    let request =
        TokenRequest(
            ClientCredentials("my-client", secretText),
            Grant.Password("jane@example.com", System.Environment.GetEnvironmentVariable "PODIO_NOT_SET_ANYWHERE")
        )

    request.Client |> shouldBe client

    TokenRequest.validate request
    |> problemsOf
    |> shouldBe [ FieldNames.Password, FieldProblem.Missing ]
