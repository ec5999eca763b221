module PodioOAuth.Functional.FSharp.Tests.OAuthErrorTests

open System
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

[<Fact>]
let ``describe tells every error in Core's words`` () =
    errors
    |> List.map OAuthError.describe
    |> shouldBe (errors |> List.map _.Describe())

    OAuthError.describe unreachable
    |> shouldBe "Podio was not reached: the connection was refused. The request was not processed."

[<Fact>]
let ``retryAdvice takes the grant first`` () =
    let error = OAuthError.RateLimited facts

    error
    |> OAuthError.retryAdvice (Grant.App(4711L, secret))
    |> shouldBe (RetryAdvice.Safe facts.RetryAfter)

    error
    |> OAuthError.retryAdvice (Grant.AuthorizationCode secret)
    |> shouldBe RetryAdvice.Useless

[<Fact>]
let ``invalidInput takes any sequence of field errors`` () =
    let field = FieldError("username", FieldProblem.Custom, "Only staff may sign in.")

    match OAuthError.invalidInput [ field ] with
    | InvalidInput fields -> fields |> shouldBe [ field ]
    | other -> failwith $"%A{other}"

    Assert.Throws<ArgumentException>(fun () -> OAuthError.invalidInput Seq.empty |> ignore)
    |> ignore

[<Fact>]
let ``waitFrom counts a span from the reply on`` () =
    let repliedAt = DateTimeOffset.UnixEpoch

    facts.RetryAfter
    |> RetryAfter.waitFrom repliedAt (repliedAt.AddSeconds 10.)
    |> shouldBe (Some(TimeSpan.FromSeconds 20.))

    RetryAfter.Unknown |> RetryAfter.waitFrom repliedAt repliedAt |> shouldBe None

[<Fact>]
let ``what a reply left out is None`` () =
    let all =
        ReplyFacts(429, RequestId = ServerCode "req-1", AuthenticateError = ServerCode "expired_token", RateLimit = RateLimit(1000, 999))

    ReplyFacts.requestId all |> shouldBe (Some(ServerCode "req-1"))
    ReplyFacts.authenticateError all |> shouldBe (Some(ServerCode "expired_token"))
    ReplyFacts.rateLimit all |> shouldBe (Some(RateLimit(1000, 999)))

    let none = ReplyFacts 429
    ReplyFacts.requestId none |> shouldBe None
    ReplyFacts.authenticateError none |> shouldBe None
    ReplyFacts.rateLimit none |> shouldBe None
