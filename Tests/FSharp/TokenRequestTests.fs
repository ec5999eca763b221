module PodioOAuth.Functional.FSharp.Tests.TokenRequestTests

open System.Text
open Xunit
open FsCheck.FSharp
open FsCheck.Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

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

[<Fact>]
let ``validate, encode and decodeReceived give every field error as Error`` () =
    let fieldsOf result =
        match result with
        | Error(InvalidInput fields) -> fields |> List.map _.Field
        | Error error -> failwith (OAuthError.describe error)
        | Ok _ -> []

    let expected = [ FieldNames.Username; FieldNames.Password; FieldNames.ClientSecret ]
    TokenRequest.validate invalidRequest |> fieldsOf |> shouldBe expected
    TokenRequest.encode invalidRequest |> fieldsOf |> shouldBe expected

    ReceivedRequest("GET", "/nowhere", null, null, bytes "")
    |> TokenRequest.decodeReceived
    |> fieldsOf
    |> shouldBe [ FieldNames.Method; FieldNames.Path ]

[<Fact>]
let ``withFormat changes the format alone`` () =
    let json = request |> TokenRequest.withFormat WireFormat.Json

    json |> shouldBe (TokenRequest(request.Client, request.Grant, WireFormat.Json))

    match TokenRequest.encode json with
    | Ok encoded ->
        encoded.Path |> shouldBe "/oauth/token/v2"

        Encoding.UTF8.GetString(encoded.ToBytes())
        |> shouldBe
            $"""{{"grant_type":"app","app_id":4711,"app_token":"{secretText}","client_id":"my-client","client_secret":"{secretText}"}}"""
    | Error error -> failwith (OAuthError.describe error)

[<Fact>]
let ``texts become secrets as arguments, and a variable that is not set is a field error`` () =
    let request =
        TokenRequest(
            ClientCredentials("my-client", secretText),
            Grant.Password("jane@example.com", System.Environment.GetEnvironmentVariable "PODIO_NOT_SET_ANYWHERE")
        )

    request.Client |> shouldBe client

    match TokenRequest.validate request with
    | Error(InvalidInput [ field ]) ->
        field.Field |> shouldBe FieldNames.Password
        field.Problem |> shouldBe FieldProblem.Missing
    | other -> failwith $"%A{other}"
