module PodioOAuth.Functional.FSharp.Tests.TokenReplyTests

open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

[<Fact>]
let ``a token reply is Ok`` () =
    TokenReply.parse tokenReply |> shouldBe (Ok token)

[<Fact>]
let ``a refusal is Error, with the facts of the reply`` () =
    let reply =
        HttpReply(400, "application/json", bytes """{"error":"invalid_grant"}""", RequestId = "req-1")

    match TokenReply.parse reply with
    | Error(Rejected error) ->
        error.Kind |> shouldBe RejectionKind.InvalidGrant
        ReplyFacts.requestId error.Facts |> shouldBe (Some(ServerCode "req-1"))
    | other -> failwith $"%A{other}"

[<Fact>]
let ``a reply that Core cannot read is Error, whatever its bytes`` () =
    match TokenReply.parse (HttpReply(200, null, bytes "{")) with
    | Error(MalformedReply error) -> error.Problem |> shouldBe MalformedReplyProblem.Truncated
    | other -> failwith $"%A{other}"
