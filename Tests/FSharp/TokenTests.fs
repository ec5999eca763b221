module PodioOAuth.Functional.FSharp.Tests.TokenTests

open System
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

let private requestedAt = DateTimeOffset.UnixEpoch

[<Fact>]
let ``what a token holds is Some`` () =
    Token.lifetime token |> shouldBe (Some(TimeSpan.FromHours 8.))
    Token.refreshToken token |> shouldBe (Some secret)
    Token.scope token |> shouldBe (Some "global:all")
    token |> Token.expiresAt requestedAt |> shouldBe (Some(requestedAt.AddHours 8.))

[<Fact>]
let ``what a token leaves out is None`` () =
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
let ``the authorization header is OAuth2 and the access token, as a secret`` () =
    let header = Token.authorizationHeader token
    header.Reveal() |> shouldBe $"OAuth2 {secretText}"
    $"{header}" |> shouldBe "[redacted]"

[<Fact>]
let ``renewedBy goes on with the renewed token, and keeps of the old one what the renewed leaves out`` () =
    let renewed =
        Token(Secret "renewed", "bearer", TimeSpan.FromHours 8., null, TokenReference.None, null)

    let next = token |> Token.renewedBy renewed

    next.AccessToken |> shouldBe (Secret "renewed")
    Token.refreshToken next |> shouldBe (Some secret)
    next.Reference |> shouldBe token.Reference
