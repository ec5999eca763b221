module PodioOAuth.Functional.FSharp.Tests.RepliesTests

open System
open System.Net.Http
open System.Net.Http.Headers
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

let private json (status: int) (body: string) =
    HttpReply(status, "application/json", bytes body, RequestId = "req-1")

[<Fact>]
let ``what a token holds is Some, what it leaves out is None`` () =
    Token.lifetime token |> shouldBe (Some(TimeSpan.FromHours 8.))
    Token.refreshToken token |> shouldBe (Some secret)
    Token.scope token |> shouldBe (Some "global:all")

    token |> Token.expiresAt requestedAt |> shouldBe (Some(requestedAt.AddHours 8.))

    Token.lifetime bareToken |> shouldBe None
    Token.refreshToken bareToken |> shouldBe None
    Token.scope bareToken |> shouldBe None
    bareToken |> Token.expiresAt requestedAt |> shouldBe None

[<Fact>]
let ``a token expires with its lifetime, one of unknown lifetime never`` () =
    let isExpiredAfter hours =
        Token.isExpired requestedAt (requestedAt.AddHours hours)

    token |> isExpiredAfter 7.9 |> shouldBe false
    token |> isExpiredAfter 8. |> shouldBe true
    bareToken |> isExpiredAfter 1000. |> shouldBe false

[<Fact>]
let ``the authorization header is OAuth2 and the access token, as text that is revealed`` () =
    Token.revealAuthorizationHeader token |> shouldBe $"OAuth2 {secretText}"

    $"Authorization: {Token.revealAuthorizationHeader token}"
    |> shouldBe $"Authorization: OAuth2 {secretText}"

[<Fact>]
let ``a request gets it by one call`` () =
    use request =
        new HttpRequestMessage(HttpMethod.Get, "https://api.podio.com/user/status")

    request.WithPodioToken(token).Headers.Authorization
    |> shouldBe (AuthenticationHeaderValue("OAuth2", secretText))

    token.RevealAuthenticationHeader()
    |> shouldBe (AuthenticationHeaderValue("OAuth2", secretText))

[<Fact>]
let ``renewedBy goes on with the renewed token, and keeps of the old one what the renewed leaves out`` () =
    let renewed =
        Token(Secret "renewed", "bearer", TimeSpan.FromHours 8., null, TokenReference.None, null)

    let next = token |> Token.renewedBy renewed

    next.AccessToken |> shouldBe (Secret "renewed")
    Token.refreshToken next |> shouldBe (Some secret)
    next.Reference |> shouldBe token.Reference

[<Fact>]
let ``a reply is a token, a refusal with its facts, or what cannot be read`` () =
    TokenReply.parse tokenReply |> shouldBe (Ok token)

    match TokenReply.parse (json 400 """{"error":"invalid_grant"}""") with
    | Error(Rejected error) ->
        error.Kind |> shouldBe RejectionKind.InvalidGrant
        ReplyFacts.requestId error.Facts |> shouldBe (Some(ServerCode "req-1"))
    | other -> failwith $"%A{other}"

    match TokenReply.parse (json 200 "{") with
    | Error(MalformedReply error) -> error.Problem |> shouldBe MalformedReplyProblem.Truncated
    | other -> failwith $"%A{other}"

[<Fact>]
let ``a call that refuses the token, one that refuses the user, and a success are told apart`` () =
    let isTokenRejected reply =
        ApiReply.errorOf reply |> Option.map ApiReply.isTokenRejected

    json 401 """{"error":"unauthorized","error_description":"expired_token"}"""
    |> isTokenRejected
    |> shouldBe (Some true)

    json 403 """{"error":"forbidden"}""" |> isTokenRejected |> shouldBe (Some false)
    json 204 "" |> isTokenRejected |> shouldBe None

[<Fact>]
let ``a scope is read, or named as what it is not`` () =
    json 200 """{"scope":"global:all"}"""
    |> ApiReply.parseScope
    |> shouldBe (Ok "global:all")

    json 200 "{}" |> ApiReply.parseScope |> shouldBe (Ok "")

    match json 200 "[]" |> ApiReply.parseScope with
    | Error(MalformedReply _) -> ()
    | other -> failwith $"%A{other}"
