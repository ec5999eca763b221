module PodioOAuth.Functional.FSharp.Tests.PodioEndpointTests

open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

let private addresses result =
    match result with
    | Ok(endpoint: PodioEndpoint) -> Ok(endpoint.Api.AbsoluteUri, endpoint.Authorize.AbsoluteUri)
    | Error(InvalidInput fields) -> Error(fields |> List.map (fun field -> field.Field, field.Problem))
    | Error error -> failwith (OAuthError.describe error)

[<Fact>]
let ``create keeps a base path and derives the authorize page`` () =
    PodioEndpoint.create "https://api.example.com/podio"
    |> addresses
    |> shouldBe (Ok("https://api.example.com/podio/", "https://example.com/podio/oauth/authorize"))

[<Fact>]
let ``createWith takes the authorize page too`` () =
    "https://api.example.com"
    |> PodioEndpoint.createWith "https://example.com/agree"
    |> addresses
    |> shouldBe (Ok("https://api.example.com/", "https://example.com/agree"))

[<Fact>]
let ``an address that is unsafe, or no address at all, is a field error`` () =
    PodioEndpoint.create "http://api.example.com"
    |> addresses
    |> shouldBe (Error [ FieldNames.ApiBase, FieldProblem.Insecure ])

    PodioEndpoint.create null
    |> addresses
    |> shouldBe (Error [ FieldNames.ApiBase, FieldProblem.Missing ])

    "https://api.example.com"
    |> PodioEndpoint.createWith "/agree"
    |> addresses
    |> shouldBe (Error [ FieldNames.Authorize, FieldProblem.NotAbsolute ])
