module PodioOAuth.Functional.FSharp.Tests.ErrorsTests

open System
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

[<Fact>]
let ``describe tells every error in Core's words`` () =
    errors
    |> List.map OAuthError.describe
    |> shouldBe (errors |> List.map _.Describe())

    sourceErrors
    |> List.map TokenSourceError.describe
    |> shouldBe (sourceErrors |> List.map _.Describe())

[<Fact>]
let ``advice takes the grant, or the second factor, first`` () =
    let advice = RetryAdvice.Safe facts.RetryAfter
    let limited = OAuthError.RateLimited facts
    let lost = OAuthError.Unreachable(UnreachableReason.Timeout, true)
    let factor = SecondFactorChallenge("n0nc3").WithOneTimeCode secret

    limited |> OAuthError.retryAdvice (Grant.App(4711L, secret)) |> shouldBe advice

    limited
    |> OAuthError.retryAdvice (Grant.AuthorizationCode secret)
    |> shouldBe RetryAdvice.Useless

    match unreachable |> OAuthError.retryAdviceForSecondFactor factor with
    | RetryAdvice.Safe _ -> ()
    | other -> failwith $"%A{other}"

    lost
    |> OAuthError.retryAdviceForSecondFactor factor
    |> shouldBe RetryAdvice.Useless

[<Fact>]
let ``invalidInput takes one field error or more, so that it is safe as a default that is made beforehand`` () =
    let field name =
        FieldError(name, FieldProblem.Custom, $"{name} is for staff alone.")

    let fieldsOf error =
        match error with
        | InvalidInput fields -> fields
        | other -> failwith $"%A{other}"

    OAuthError.invalidInput (field "username") []
    |> fieldsOf
    |> shouldBe [ field "username" ]

    OAuthError.invalidInput (field "username") [ field "password" ]
    |> fieldsOf
    |> shouldBe [ field "username"; field "password" ]

[<Fact>]
let ``facts are those of the reply, or None where there was none`` () =
    let facts = ReplyFacts 503
    OAuthError.Unavailable facts |> OAuthError.facts |> shouldBe (Some facts)

    OAuthError.Unreachable(UnreachableReason.Timeout, true)
    |> OAuthError.facts
    |> shouldBe None

[<Fact>]
let ``waitFrom counts a span from the reply on`` () =
    facts.RetryAfter
    |> RetryAfter.waitFrom requestedAt (requestedAt.AddSeconds 10.)
    |> shouldBe (Some(TimeSpan.FromSeconds 20.))

    RetryAfter.Unknown
    |> RetryAfter.waitFrom requestedAt requestedAt
    |> shouldBe None

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
