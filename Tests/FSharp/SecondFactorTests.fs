module PodioOAuth.Functional.FSharp.Tests.SecondFactorTests

open System.Text
open System.Threading
open System.Threading.Tasks
open Xunit
open FsCheck.Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

let private challenge = SecondFactorChallenge "n0nc3"

let private bodyOf request =
    match SecondFactorRequest.encode request with
    | Ok encoded -> Encoding.UTF8.GetString(encoded.ToBytes())
    | Error error -> failwith (OAuthError.describe error)

/// Podio, for an account with two-factor sign-in.
let private podio =
    Transport.ofFunc (fun request _ ->
        if request.Path = "/mfa/verify" then
            tokenReply
        else
            HttpReply(200, "application/json", bytes """{"server_nonce":"n0nc3"}""")
        |> Ok
        |> Task.FromResult)

[<Property(Arbitrary = [| typeof<PodioArbitraries> |])>]
let ``decode after encode is Ok of the same request`` (specimen: SecondFactorSpecimen) =
    let back =
        SecondFactorRequest.encode specimen.Request
        |> Result.bind SecondFactorRequest.decode

    back = Ok specimen.Request

[<Fact>]
let ``a factor comes apart as its factory put it together`` () =
    let rebuild factor =
        match factor with
        | OneTimeCodeFactor code -> SecondFactor.OneTimeCode code
        | RecoveryCodeFactor code -> SecondFactor.RecoveryCode code

    for factor in [ SecondFactor.OneTimeCode secret; SecondFactor.RecoveryCode secret ] do
        rebuild factor |> shouldBe factor

[<Fact>]
let ``a challenge is answered by either code`` () =
    challenge
    |> SecondFactorRequest.ofOneTimeCode (Secret "012345")
    |> bodyOf
    |> shouldBe """{"nonce":"n0nc3","otp":"012345"}"""

    challenge
    |> SecondFactorRequest.ofRecoveryCode (Secret "abcd")
    |> bodyOf
    |> shouldBe """{"nonce":"n0nc3","recoveryCode":"abcd"}"""

[<Fact>]
let ``validate and decodeReceived name the fields`` () =
    let fieldsOf result =
        match result with
        | Error(InvalidInput fields) -> fields |> List.map _.Field
        | other -> failwith $"%A{other}"

    challenge.WithOneTimeCode(Secret "")
    |> SecondFactorRequest.validate
    |> fieldsOf
    |> shouldBe [ FieldNames.OneTimeCode ]

    ReceivedRequest("POST", "/mfa/verify", "application/json", null, bytes "{}")
    |> SecondFactorRequest.decodeReceived
    |> fieldsOf
    |> shouldBe [ FieldNames.Nonce; FieldNames.OneTimeCode ]

[<Fact>]
let ``a sign-in with a second factor is one match in another`` () =
    let signIn () =
        task {
            match! Podio.requestToken podio request with
            | Error(SecondFactorRequired error) ->
                return!
                    error.Challenge
                    |> SecondFactorRequest.ofOneTimeCode (Secret "012345")
                    |> Podio.verifySecondFactor podio
            | other -> return other
        }

    task {
        match! signIn () with
        | Ok token -> token.AccessToken |> shouldBe secret
        | Error error -> failwith (OAuthError.describe error)
    }

[<Fact>]
let ``as a computation, too`` () =
    async {
        match! Podio.verifySecondFactorAsync podio (challenge.WithRecoveryCode secret) with
        | Ok token -> token.AccessToken |> shouldBe secret
        | Error error -> failwith (OAuthError.describe error)
    }
    |> Async.StartAsTask

[<Fact>]
let ``a wait that is cancelled ends in a cancellation`` () =
    task {
        use cancelled = new CancellationTokenSource()
        cancelled.Cancel()

        let asking =
            Transport.ofFunc (fun _ cancellationToken -> Task.FromCanceled<Result<HttpReply, OAuthError>> cancellationToken)

        let! _ =
            Assert.ThrowsAnyAsync<System.OperationCanceledException>(fun () ->
                Podio.verifySecondFactorWith cancelled.Token asking (challenge.WithOneTimeCode secret) :> Task)

        return ()
    }

[<Fact>]
let ``a code that may have arrived is not advised again`` () =
    let request = challenge.WithOneTimeCode secret

    let advice error =
        match OAuthError.retryAdviceForSecondFactor request error with
        | SafeAdvice _ -> "safe"
        | UselessAdvice -> "useless"
        | AmbiguousAdvice _ -> "ambiguous"

    advice unreachable |> shouldBe "safe"

    advice (OAuthError.Unreachable(UnreachableReason.Timeout, true))
    |> shouldBe "useless"
