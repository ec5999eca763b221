module PodioOAuth.Functional.FSharp.Tests.TransportTests

open System
open System.Threading
open System.Threading.Tasks
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

let private answering answer =
    Transport.ofFunc (fun _ _ -> Task.FromResult answer)

let private granting = answering (Ok tokenReply)

[<Fact>]
let ``an address keeps its base path and derives the authorize page, or is given one`` () =
    let addresses =
        Result.map (fun (endpoint: PodioEndpoint) -> endpoint.Api.AbsoluteUri, endpoint.Authorize.AbsoluteUri)

    PodioEndpoint.create "https://api.example.com/podio"
    |> addresses
    |> shouldBe (Ok("https://api.example.com/podio/", "https://example.com/podio/oauth/authorize"))

    "https://api.example.com"
    |> PodioEndpoint.createWith "https://example.com/agree"
    |> addresses
    |> shouldBe (Ok("https://api.example.com/", "https://example.com/agree"))

[<Fact>]
let ``an address that is unsafe, or no address at all, is a field error`` () =
    PodioEndpoint.create "http://api.example.com"
    |> problemsOf
    |> shouldBe [ FieldNames.ApiBase, FieldProblem.Insecure ]

    PodioEndpoint.create null
    |> problemsOf
    |> shouldBe [ FieldNames.ApiBase, FieldProblem.Missing ]

    "https://api.example.com"
    |> PodioEndpoint.createWith "/agree"
    |> problemsOf
    |> shouldBe [ FieldNames.Authorize, FieldProblem.NotAbsolute ]

[<Fact>]
let ``task: a match over Ok and Error is all it takes`` () =
    task {
        match! Podio.requestToken granting request with
        | Ok token -> token.AccessToken |> shouldBe secret
        | Error error -> failwith (OAuthError.describe error)
    }

[<Fact>]
let ``async: a match over Ok and Error is all it takes`` () =
    async {
        match! Podio.requestTokenAsync granting request with
        | Ok token -> token.AccessToken |> shouldBe secret
        | Error error -> failwith (OAuthError.describe error)
    }
    |> Async.StartAsTask

[<Fact>]
let ``a sign-in with a second factor is one match in another`` () =
    let podio =
        Transport.ofFunc (fun request _ ->
            if request.Path = "/mfa/verify" then
                tokenReply
            else
                HttpReply(200, "application/json", bytes """{"server_nonce":"n0nc3"}""")
            |> Ok
            |> Task.FromResult)

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
        let! answer = signIn ()
        answer |> shouldBe (Ok token)

        let! answer =
            SecondFactorChallenge("n0nc3").WithRecoveryCode secret
            |> Podio.verifySecondFactorAsync podio

        answer |> shouldBe (Ok token)
    }

[<Fact>]
let ``an invalid request is not sent`` () =
    task {
        let podio = Transport.ofFunc (fun _ _ -> failwith "It was sent.")
        let! answer = Podio.requestToken podio invalidRequest
        answer |> fieldsOf |> List.length |> shouldBe 3

        let! answer =
            TokenExchange.toFunc (TokenExchange.ofTransport podio) invalidRequest CancellationToken.None

        answer |> fieldsOf |> List.length |> shouldBe 3
    }

[<Fact>]
let ``a result of None or unit survives the whole way`` () =
    task {
        let bare =
            answering (Ok(HttpReply(200, null, bytes """{"access_token":"x","token_type":"bearer"}""")))

        let! answer = Podio.requestToken bare request
        answer |> Result.map Token.refreshToken |> shouldBe (Ok None)

        let! answer = Podio.requestTokenAsync bare request
        answer |> Result.map ignore |> shouldBe (Ok())
    }

[<Fact>]
let ``toFunc and toAsync undo ofFunc and ofAsync`` () =
    task {
        for answer in [ Ok tokenReply; Error unreachable ] do
            for transport in [ answering answer; Transport.ofAsync (fun _ -> async.Return answer) ] do
                let! back = Transport.toFunc transport encoded CancellationToken.None
                back |> shouldBe answer
                let! back = Transport.toAsync transport encoded
                back |> shouldBe answer

        for answer in [ Ok token; Error unreachable ] do
            for exchange in
                [
                    TokenExchange.ofFunc (fun _ _ -> Task.FromResult answer)
                    TokenExchange.ofAsync (fun _ -> async.Return answer)
                    answering (answer |> Result.map (fun _ -> tokenReply))
                    |> TokenExchange.ofTransport
                ] do
                let! back = TokenExchange.toFunc exchange request CancellationToken.None
                back |> shouldBe answer
                let! back = TokenExchange.toAsync exchange request
                back |> shouldBe answer
    }

[<Fact>]
let ``a transport wraps another by toFunc and ofFunc`` () =
    task {
        let counted = ref 0

        let counting (inner: Transport) =
            Transport.ofFunc (fun request cancellationToken ->
                counted.Value <- counted.Value + 1
                Transport.toFunc inner request cancellationToken)

        let! answer = Podio.requestToken (granting |> counting |> counting) request
        answer |> shouldBe (Ok token)
        counted.Value |> shouldBe 2
    }

[<Fact>]
let ``an exception of the function is not wrapped`` () =
    task {
        for podio in
            [
                Transport.ofFunc (fun _ _ -> raise (NotSupportedException "no"))
                Transport.ofFunc (fun _ _ -> Task.FromException<_>(NotSupportedException "no"))
                Transport.ofAsync (fun _ -> async { return raise (NotSupportedException "no") })
            ] do
            let! _ =
                Assert.ThrowsAsync<NotSupportedException>(fun () -> Podio.requestToken podio request)

            let! _ =
                Assert.ThrowsAsync<NotSupportedException>(fun () -> Podio.requestTokenAsync podio request |> Async.StartAsTask :> Task)

            ()
    }

[<Fact>]
let ``a null transport is an ArgumentNullException`` () =
    Assert.ThrowsAsync<ArgumentNullException>(fun () -> Podio.requestToken Unchecked.defaultof<Transport> request)
